package org.dcrbs.protocol.link;

import io.netty.channel.Channel;
import org.dcrbs.protocol.tls.PeerName;

/** What else is spoken behind a server's TLS, chosen by ALPN. */
public interface OtherProtocol {
    /** Its name in ALPN. */
    String name();

    /** Takes the connection over, right after the handshake: there is nothing but TLS in its pipeline. */
    void take(Channel channel, PeerName caller);
}
