/** Batch rounds, stage by stage. */
@NullMarked
package org.dcrbs.server.round;

import org.jspecify.annotations.NullMarked;
