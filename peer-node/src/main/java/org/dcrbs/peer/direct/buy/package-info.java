/**
 * The side that dials: asks, bargains, signs, takes and gives, and books. Each step that binds is written down before the
 * other side hears of it, and everything from the contract on can be taken up again where it stopped.
 */
@NullMarked
package org.dcrbs.peer.direct.buy;

import org.jspecify.annotations.NullMarked;
