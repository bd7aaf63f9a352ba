/** Batch rounds: from the open listings to contracts, stage by stage. */
@NullMarked
package org.dcrbs.server.round;

import org.jspecify.annotations.NullMarked;
