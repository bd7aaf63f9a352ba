/** Leased internet access in use: the giver's node lets the lessee's bytes through, as an HTTP proxy. Knows Netty. */
@NullMarked
package org.dcrbs.peer.proxy;

import org.jspecify.annotations.NullMarked;
