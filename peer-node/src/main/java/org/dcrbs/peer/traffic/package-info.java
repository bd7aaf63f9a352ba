/**
 * What the node may send and receive for others: one budget each way, which all that moves bulk asks or tells. Knows nothing
 * of what it is that moves.
 */
@NullMarked
package org.dcrbs.peer.traffic;

import org.jspecify.annotations.NullMarked;
