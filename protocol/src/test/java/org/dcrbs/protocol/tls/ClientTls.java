package org.dcrbs.protocol.tls;

import io.netty.handler.ssl.SslContextBuilder;

/** A peer's end of TLS for a protocol other than ours. */
public final class ClientTls {
    private ClientTls() {}

    public static SslContextBuilder of(PeerIdentity identity) {
        return SslContextBuilder.forClient()
                .keyManager(identity.secret(), identity.certificate(), identity.authority())
                .trustManager(identity.authority());
    }
}
