/**
 * What lets the coordinator check a delivery without having seen it, and anybody check who signed what. Pure JDK, so that both ends and
 * any third party compute the same.
 */
@NullMarked
package org.dcrbs.protocol.proof;

import org.jspecify.annotations.NullMarked;
