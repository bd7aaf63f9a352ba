package org.dcrbs.protocol.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import javax.net.ssl.SSLException;

/** TLS settings of clients that do not care whom they talk to. */
public final class Attackers {
    private Attackers() {}

    /** Shows this identity to any server. */
    public static SslContext showing(PeerIdentity identity) throws SSLException {
        return careless()
                .keyManager(identity.secret(), identity.certificate(), identity.authority())
                .applicationProtocolConfig(asking(SslContexts.APPLICATION_PROTOCOL))
                .build();
    }

    public static SslContext speaking(String applicationProtocol) throws SSLException {
        return careless().applicationProtocolConfig(asking(applicationProtocol)).build();
    }

    public static SslContext speakingNoProtocol() throws SSLException {
        return careless().build();
    }

    private static SslContextBuilder careless() {
        return SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .endpointIdentificationAlgorithm(null)
                .protocols("TLSv1.3");
    }

    private static ApplicationProtocolConfig asking(String protocol) {
        return new ApplicationProtocolConfig(
                Protocol.ALPN, SelectorFailureBehavior.NO_ADVERTISE, SelectedListenerFailureBehavior.ACCEPT, protocol);
    }
}
