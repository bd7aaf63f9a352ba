package org.dcrbs.protocol.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.dcrbs.protocol.proof.OpenKey;

/** TLS 1.3 for both ends of the link: by BoringSSL where Netty has it for this platform, else by the JDK. */
public final class SslContexts {
    public static final String APPLICATION_PROTOCOL = "dcrbs/1";
    /** A lessee goes on to the net through a node's door: the name of its lease in one line, then HTTP as to a proxy. */
    public static final String PROXY_PROTOCOL = "dcrbs-proxy/1";

    private static final String TLS = "TLSv1.3";
    /** What the links have; BoringSSL takes about half the processor time of the JDK's. */
    public static final SslProvider ENGINE = OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;
    /** BoringSSL takes no Ed25519 certificates unless it is asked to in a way that Netty has not. */
    private static final SslProvider ED25519_ENGINE = SslProvider.JDK;

    private SslContexts() {}

    /**
     * The coordinator's end. A client certificate is asked for but not demanded, because a node that enrols has none
     * yet; one that is shown must be ours. What a session without one may do is the link's business.
     */
    public static SslContext server(Issued identity) {
        return build(SslContextBuilder.forServer(identity.key(), identity.chain())
                .trustManager(
                        new CallersTrust(identity.chain().get(identity.chain().size() - 1)))
                .clientAuth(ClientAuth.OPTIONAL));
    }

    /** An enrolled node's end: trusts its authority alone, checks the host name, shows its certificate. */
    public static SslContext client(PeerIdentity identity) {
        return build(SslContextBuilder.forClient()
                .keyManager(new HeldKey(identity.secret(), identity.certificate(), identity.authority()))
                .trustManager(identity.authority())
                .endpointIdentificationAlgorithm("HTTPS"));
    }

    /** A node's end before it has an identity: trusts the one authority whose fingerprint the token carries. */
    public static SslContext enrolling(Fingerprint authority) {
        return build(SslContextBuilder.forClient()
                .trustManager(new PinnedAuthority(authority))
                .endpointIdentificationAlgorithm("HTTPS"));
    }

    /** The door of an enrolled node: whoever calls must be a member of the same authority. */
    public static SslContext door(PeerIdentity identity) {
        return build(
                SslContextBuilder.forServer(identity.secret(), identity.certificate(), identity.authority())
                        .trustManager(new CallersTrust(identity.authority()))
                        .clientAuth(ClientAuth.REQUIRE),
                ENGINE,
                APPLICATION_PROTOCOL,
                PROXY_PROTOCOL);
    }

    /** An enrolled node that calls at another's door, at whatever address: whose it is, the caller checks by its name. */
    public static SslContext calling(PeerIdentity identity) {
        return calling(identity, APPLICATION_PROTOCOL);
    }

    /** The same, to go on to the net from there. */
    public static SslContext goingThrough(PeerIdentity identity) {
        return calling(identity, PROXY_PROTOCOL);
    }

    private static SslContext calling(PeerIdentity identity, String protocol) {
        return build(
                SslContextBuilder.forClient()
                        .keyManager(identity.secret(), identity.certificate(), identity.authority())
                        .trustManager(identity.authority())
                        .endpointIdentificationAlgorithm(""),
                ENGINE,
                protocol);
    }

    /** The end of a peer that others dial without a coordinator: both sides show a self-made key that the other knows. */
    public static SslContext listening(OwnKey own, Predicate<OpenKey> known, Instant now) {
        return build(
                SslContextBuilder.forServer(own.secret(), own.certificate(now))
                        .trustManager(new PinnedKeys(known))
                        .clientAuth(ClientAuth.REQUIRE),
                ED25519_ENGINE,
                APPLICATION_PROTOCOL);
    }

    /** The end of the peer that dials another: trusts the one key, at whatever address. */
    public static SslContext dialling(OwnKey own, OpenKey other, Instant now) {
        return build(
                SslContextBuilder.forClient()
                        .keyManager(own.secret(), own.certificate(now))
                        .trustManager(new PinnedKeys(other::equals))
                        .endpointIdentificationAlgorithm(""),
                ED25519_ENGINE,
                APPLICATION_PROTOCOL);
    }

    /** What the other side showed in the handshake; empty if it showed nothing, or there was none. */
    public static Optional<X509Certificate> shown(SslHandler tls) {
        try {
            Certificate[] chain = tls.engine().getSession().getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate first
                    ? Optional.of(first)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    private static SslContext build(SslContextBuilder builder) {
        return build(builder, ENGINE, APPLICATION_PROTOCOL);
    }

    private static SslContext build(SslContextBuilder builder, SslProvider engine, String... protocols) {
        try {
            return builder.sslProvider(engine)
                    .protocols(TLS)
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            Protocol.ALPN,
                            // The only ones that BoringSSL has; the link itself ends what came to another protocol.
                            SelectorFailureBehavior.NO_ADVERTISE,
                            SelectedListenerFailureBehavior.ACCEPT,
                            protocols))
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("cannot set up TLS: " + e.getMessage(), e);
        }
    }
}
