package org.dcrbs.peer;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.dcrbs.peer.config.CoordinatorAddress;
import org.dcrbs.protocol.link.Closing;
import org.dcrbs.protocol.link.ErrorCode;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.link.LinkListener;
import org.dcrbs.protocol.link.LinkServer;
import org.dcrbs.protocol.link.LinkSession;
import org.dcrbs.protocol.tls.CertificateAuthority;
import org.dcrbs.protocol.tls.EnrolmentToken;
import org.dcrbs.protocol.tls.PeerName;
import org.dcrbs.protocol.tls.RequestRefusedException;
import org.dcrbs.protocol.tls.SslContexts;
import org.dcrbs.protocol.v1.Ack;
import org.dcrbs.protocol.v1.BlobChunk;
import org.dcrbs.protocol.v1.EnrolResponse;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Envelope.BodyCase;
import org.dcrbs.protocol.v1.Errand;
import org.dcrbs.protocol.v1.ErrandAnswer;
import org.dcrbs.protocol.v1.ShareAccepted;
import org.dcrbs.protocol.v1.Welcome;
import org.dcrbs.protocol.v1.WorkOrder;

/** A coordinator for tests: the real link, and of the rest what a node needs. */
final class StandIn implements AutoCloseable, LinkListener {
    private static final int PIECE = 64 * 1024;

    private final CertificateAuthority authority = CertificateAuthority.inMemory(Clock.systemUTC());
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final Map<ByteString, String> tokens = new ConcurrentHashMap<>();
    private final Map<BodyCase, BlockingQueue<Envelope>> heard = new ConcurrentHashMap<>();
    private final BlockingQueue<LinkSession> sessions = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream pushed = new ByteArrayOutputStream();
    final Map<ByteString, byte[]> blobs = new ConcurrentHashMap<>();
    private LinkServer server;
    private volatile LinkSession latest;
    /** Hangs up, unanswered, on the first message for which this holds. */
    private volatile Predicate<Envelope> hangUpOn = message -> false;

    /** How errands are answered; lab-7's certificate is renewed, all else noted, if nothing else is said. */
    volatile Function<Errand, Envelope.Builder> errands = this::renewed;

    volatile boolean acknowledgesResults = true;
    volatile boolean revoked;

    StandIn() throws IOException {
        server = listen(0);
    }

    private LinkServer listen(int port) throws IOException {
        return LinkServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                SslContexts.server(authority.issueServer(List.of("127.0.0.1"))),
                LinkLimits.DEFAULT,
                workers,
                this);
    }

    void restart() throws IOException {
        int port = server.address().getPort();
        server.close();
        server = listen(port);
    }

    CoordinatorAddress address() {
        return new CoordinatorAddress("127.0.0.1", server.address().getPort());
    }

    EnrolmentToken token(String partyId) {
        EnrolmentToken token = EnrolmentToken.issue(new SecureRandom(), authority.fingerprint());
        tokens.put(token.secret(), partyId);
        return token;
    }

    EnrolmentToken unknownToken() {
        return EnrolmentToken.issue(new SecureRandom(), authority.fingerprint());
    }

    void hangUpOnce(Predicate<Envelope> when) {
        hangUpOn = when;
    }

    LinkSession nextWelcomed() throws InterruptedException {
        return next(sessions);
    }

    void send(Envelope.Builder message) {
        latest.send(message);
    }

    void order(WorkOrder order) {
        send(Envelope.newBuilder().setWorkOrder(order));
    }

    void hangUp() {
        latest.close();
    }

    Envelope next(BodyCase kind) throws InterruptedException {
        return next(queue(kind));
    }

    BlockingQueue<Envelope> queue(BodyCase kind) {
        return heard.computeIfAbsent(kind, k -> new LinkedBlockingQueue<>());
    }

    byte[] pushed() {
        synchronized (pushed) {
            return pushed.toByteArray();
        }
    }

    static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T first = queue.poll(20, TimeUnit.SECONDS);
        if (first == null) {
            throw new AssertionError("nothing came within 20 s");
        }
        return first;
    }

    @Override
    public void connected(LinkSession session) {}

    @Override
    public void message(LinkSession session, Envelope message) {
        if (hangUpOn.test(message)) {
            hangUpOn = any -> false;
            session.close();
            return;
        }
        switch (message.getBodyCase()) {
            case ENROL_REQUEST -> enrol(session, message);
            case HELLO -> greet(session, message);
            case SHARE_OFFER -> {
                ShareAccepted.Builder accepted = ShareAccepted.newBuilder();
                message.getShareOffer().getLotsList().forEach(lot -> accepted.addAccepted(lot.getLocalId()));
                session.answer(message, Envelope.newBuilder().setShareAccepted(accepted));
            }
            case WORK_RESULT -> {
                if (acknowledgesResults) {
                    acknowledge(session, message);
                }
            }
            case BLOB_REQUEST -> give(session, message);
            case BLOB_CHUNK -> collect(session, message);
            case ERRAND -> session.answer(message, errands.apply(message.getErrand()));
            default -> {}
        }
        queue(message.getBodyCase()).add(message);
    }

    @Override
    public void closed(LinkSession session, Closing how) {}

    private void enrol(LinkSession session, Envelope message) {
        String party = tokens.remove(message.getEnrolRequest().getSecret());
        if (party == null) {
            session.refuse(message, ErrorCode.TOKEN_REFUSED, "the token is not known or was used already");
            session.close();
            return;
        }
        try {
            byte[] signed = authority
                    .signPeer(message.getEnrolRequest().getCertificateRequest().toByteArray(), new PeerName(party))
                    .getEncoded();
            session.answer(
                    message,
                    Envelope.newBuilder()
                            .setEnrolResponse(EnrolResponse.newBuilder()
                                    .setPartyId(party)
                                    .addCertificates(ByteString.copyFrom(signed))
                                    .addCertificates(ByteString.copyFrom(
                                            authority.certificate().getEncoded()))));
        } catch (RequestRefusedException | java.security.cert.CertificateEncodingException e) {
            session.refuse(message, ErrorCode.BAD_REQUEST, e.getMessage());
        }
        session.close();
    }

    private Envelope.Builder renewed(Errand errand) {
        if (!errand.hasRenewCertificate()) {
            return Envelope.newBuilder()
                    .setErrandAnswer(ErrandAnswer.newBuilder().setNoted(ErrandAnswer.Noted.getDefaultInstance()));
        }
        try {
            byte[] request =
                    errand.getRenewCertificate().getCertificateRequest().toByteArray();
            byte[] signed = authority.signPeer(request, new PeerName("lab-7")).getEncoded();
            return Envelope.newBuilder()
                    .setErrandAnswer(ErrandAnswer.newBuilder()
                            .setRenewed(ErrandAnswer.Renewed.newBuilder()
                                    .addCertificates(ByteString.copyFrom(signed))
                                    .addCertificates(ByteString.copyFrom(
                                            authority.certificate().getEncoded()))));
        } catch (RequestRefusedException | java.security.cert.CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private void greet(LinkSession session, Envelope message) {
        if (revoked) {
            session.refuse(message, ErrorCode.REVOKED, "its certificate was withdrawn by the operator");
            session.close();
            return;
        }
        latest = session;
        session.answer(
                message,
                Envelope.newBuilder()
                        .setWelcome(Welcome.newBuilder()
                                .setCoordinatorVersion("test")
                                .setHeartbeatSeconds(1)));
        sessions.add(session);
    }

    private void give(LinkSession session, Envelope message) {
        ByteString sha256 = message.getBlobRequest().getSha256();
        byte[] blob = blobs.get(sha256);
        if (blob == null) {
            session.refuse(message, ErrorCode.NOT_FOUND, "no such blob");
            return;
        }
        int offset = (int) message.getBlobRequest().getOffset();
        int length = Math.min(PIECE, blob.length - offset);
        session.answer(
                message,
                Envelope.newBuilder()
                        .setBlobChunk(BlobChunk.newBuilder()
                                .setSha256(sha256)
                                .setOffset(offset)
                                .setTotalBytes(blob.length)
                                .setData(ByteString.copyFrom(blob, offset, length))));
    }

    private void collect(LinkSession session, Envelope message) {
        BlobChunk chunk = message.getBlobChunk();
        synchronized (pushed) {
            if (chunk.getOffset() == 0) {
                pushed.reset();
            }
            pushed.writeBytes(chunk.getData().toByteArray());
            if (pushed.size() == chunk.getTotalBytes()) {
                acknowledge(session, message);
            }
        }
    }

    private static void acknowledge(LinkSession session, Envelope message) {
        session.answer(message, Envelope.newBuilder().setAck(Ack.getDefaultInstance()));
    }

    @Override
    public void close() {
        server.close();
        workers.shutdownNow();
    }
}
