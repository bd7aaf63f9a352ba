package org.dcrbs.server.gateway;

import com.google.protobuf.ByteString;
import io.netty.handler.ssl.SslContext;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dcrbs.protocol.link.Closing;
import org.dcrbs.protocol.link.LinkClient;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.link.LinkListener;
import org.dcrbs.protocol.link.LinkSession;
import org.dcrbs.protocol.tls.EnrolmentToken;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.tls.PeerKey;
import org.dcrbs.protocol.tls.SslContexts;
import org.dcrbs.protocol.v1.EnrolRequest;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Envelope.BodyCase;
import org.dcrbs.protocol.v1.Hello;

/** A node of which a test says every word, over the real link. */
final class PlayedNode implements LinkListener, AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final ExecutorService workers = Executors.newSingleThreadExecutor();
    private final LinkClient client = new LinkClient(LinkLimits.DEFAULT, workers);
    private final BlockingQueue<Envelope> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<Closing> closings = new LinkedBlockingQueue<>();
    private final LinkSession session;

    private PlayedNode(int port, SslContext tls) throws Exception {
        this.session = client.connect("127.0.0.1", port, tls, this).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** One that has an identity, and has said hello. */
    static PlayedNode connected(int port, PeerIdentity identity) throws Exception {
        PlayedNode node = new PlayedNode(port, SslContexts.client(identity));
        node.say(Envelope.newBuilder().setHello(Hello.newBuilder().setNodeVersion("test")));
        return node;
    }

    /** One that has an identity, and has said nothing. */
    static PlayedNode silent(int port, PeerIdentity identity) throws Exception {
        return new PlayedNode(port, SslContexts.client(identity));
    }

    /** Asks to be enrolled; tells the answer. */
    static Envelope enrol(int port, EnrolmentToken token, byte[] request) throws Exception {
        try (PlayedNode node = new PlayedNode(port, SslContexts.enrolling(token.authority()))) {
            node.say(Envelope.newBuilder()
                    .setEnrolRequest(EnrolRequest.newBuilder()
                            .setSecret(token.secret())
                            .setCertificateRequest(ByteString.copyFrom(request))));
            return node.next();
        }
    }

    static PeerIdentity identity(int port, EnrolmentToken token) throws Exception {
        PeerKey key = PeerKey.generate();
        List<byte[]> certificates =
                enrol(port, token, key.certificateRequest()).getEnrolResponse().getCertificatesList().stream()
                        .map(ByteString::toByteArray)
                        .toList();
        return PeerIdentity.enrolled(key, certificates);
    }

    void say(Envelope.Builder message) {
        session.send(message);
    }

    /** The next message, whatever it is. */
    Envelope next() throws InterruptedException {
        Envelope next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was heard within " + PATIENCE_SECONDS + " s; " + closings);
        }
        return next;
    }

    /** The next message of that kind; others are passed over. */
    Envelope next(BodyCase kind) throws InterruptedException {
        Envelope next = next();
        while (next.getBodyCase() != kind) {
            next = next();
        }
        return next;
    }

    Closing end() throws InterruptedException {
        Closing end = closings.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (end == null) {
            throw new AssertionError("the session did not end within " + PATIENCE_SECONDS + " s");
        }
        return end;
    }

    @Override
    public void connected(LinkSession with) {}

    @Override
    public void message(LinkSession with, Envelope message) {
        heard.add(message);
    }

    @Override
    public void closed(LinkSession with, Closing how) {
        closings.add(how);
    }

    @Override
    public void close() {
        client.close();
        workers.shutdownNow();
    }
}
