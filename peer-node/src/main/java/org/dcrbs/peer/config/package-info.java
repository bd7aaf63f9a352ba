/**
 * What the owner decides: where the node's home is, which coordinator it serves, and what {@code share.json} says. Files
 * are read and checked here; the rest of the node sees values that make sense. May import share and market.
 */
@NullMarked
package org.dcrbs.peer.config;

import org.jspecify.annotations.NullMarked;
