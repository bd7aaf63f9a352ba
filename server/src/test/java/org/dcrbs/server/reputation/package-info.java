/** Reputations and how outcomes move them. */
@NullMarked
package org.dcrbs.server.reputation;

import org.jspecify.annotations.NullMarked;
