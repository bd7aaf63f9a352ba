/**
 * How a side comes to a worth: its own policy says between which limits and how it gives way, the market's state machine
 * holds both sides to the rules of the game. Neither side learns the other's limits.
 */
@NullMarked
package org.dcrbs.peer.direct.deal;

import org.jspecify.annotations.NullMarked;
