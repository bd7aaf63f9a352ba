/**
 * Framed envelopes over one TLS connection: the server and client ends, their limits and their sessions. Netty stays in
 * here; users see {@link org.dcrbs.protocol.link.LinkSession} and {@link org.dcrbs.protocol.link.LinkListener}.
 */
@NullMarked
package org.dcrbs.protocol.link;

import org.jspecify.annotations.NullMarked;
