package org.dcrbs.protocol.link;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dcrbs.protocol.tls.CertificateAuthority;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.tls.PeerKey;
import org.dcrbs.protocol.tls.PeerName;
import org.dcrbs.protocol.tls.SslContexts;

/** Both ends of a link on loopback, with an authority of their own. */
final class Ends implements AutoCloseable {
    final CertificateAuthority authority;
    final Recorder atServer = new Recorder();
    final Recorder atClient = new Recorder();
    final LinkServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(4);
    private final LinkClient client;

    Ends() throws IOException {
        this(LinkLimits.DEFAULT);
    }

    Ends(LinkLimits limits) throws IOException {
        this(limits, CertificateAuthority.inMemory(Clock.systemUTC()), "127.0.0.1");
    }

    Ends(LinkLimits limits, CertificateAuthority authority, String host) throws IOException {
        this(limits, authority, SslContexts.server(authority.issueServer(List.of(host))));
    }

    Ends(LinkLimits limits, CertificateAuthority authority, SslContext listening) throws IOException {
        this.authority = authority;
        client = new LinkClient(limits, workers);
        server = LinkServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), listening, limits, workers, atServer);
    }

    int port() {
        return server.address().getPort();
    }

    LinkSession enrolled(String partyId) throws Exception {
        return connect(SslContexts.client(identity(authority, partyId)));
    }

    LinkSession anonymous() throws Exception {
        return connect(SslContexts.enrolling(authority.fingerprint()));
    }

    LinkSession connect(SslContext tls) throws LinkException, InterruptedException, TimeoutException {
        try {
            return client.connect("127.0.0.1", port(), tls, atClient).get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LinkException known) {
                throw known;
            }
            throw new AssertionError("not a LinkException", e.getCause());
        }
    }

    static PeerIdentity identity(CertificateAuthority authority, String partyId) throws Exception {
        PeerKey key = PeerKey.generate();
        byte[] signed = authority
                .signPeer(key.certificateRequest(), new PeerName(partyId))
                .getEncoded();
        return PeerIdentity.enrolled(
                key, List.of(signed, authority.certificate().getEncoded()));
    }

    @Override
    public void close() {
        client.close();
        server.close();
        workers.shutdownNow();
    }
}
