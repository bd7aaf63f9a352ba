/**
 * Who is who on the link: the coordinator's own certificate authority, a peer's identity, enrolment tokens, the self-made key of
 * a peer that trades without a coordinator, and the TLS
 * settings of both ends. Knows Bouncy Castle and the JDK; of Netty only {@code SslContext}.
 */
@NullMarked
package org.dcrbs.protocol.tls;

import org.jspecify.annotations.NullMarked;
