/**
 * The owner comes first: what the owner's own programs use, whether the computer runs on its battery, when sharing is
 * on, and what the owner says, come to how much others may compute just now. Knows neither link nor orders.
 */
@NullMarked
package org.dcrbs.peer.owner;

import org.jspecify.annotations.NullMarked;
