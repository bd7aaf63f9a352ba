package org.dcrbs.server.gateway;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.link.Closing;
import org.dcrbs.protocol.link.ErrorCode;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.link.LinkListener;
import org.dcrbs.protocol.link.LinkServer;
import org.dcrbs.protocol.link.LinkSession;
import org.dcrbs.protocol.tls.CertificateAuthority;
import org.dcrbs.protocol.tls.PeerName;
import org.dcrbs.protocol.tls.SslContexts;
import org.dcrbs.protocol.v1.EnrolResponse;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Error;
import org.dcrbs.server.blob.Blobs;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.listing.Listings;
import org.dcrbs.server.peer.Peers;
import org.dcrbs.server.work.WorkService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Listens for nodes; enrols those that have a token and talks with those that are enrolled. */
@Component
public class Gateway implements LinkListener, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final int WORKERS = 8;

    private final Sessions sessions;
    private final Peers peers;
    private final Listings listings;
    private final WorkService work;
    private final Blobs blobs;
    private final ErrandDesk errands;
    private final CertificateAuthority authority;
    private final InetSocketAddress at;
    private final List<String> hosts;
    private final Map<LinkSession, Conversation> conversations = new ConcurrentHashMap<>();
    private final AtomicInteger workerNumber = new AtomicInteger();
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, task -> {
        Thread thread = new Thread(task, "gateway-" + workerNumber.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });
    private volatile Optional<LinkServer> server = Optional.empty();

    Gateway(
            Sessions sessions,
            Peers peers,
            Listings listings,
            WorkService work,
            Blobs blobs,
            ErrandDesk errands,
            CertificateAuthority authority,
            @Value("${dcrbs.link.address:127.0.0.1}") String address,
            @Value("${dcrbs.link.port:7443}") int port,
            @Value("${dcrbs.link.hosts:localhost,127.0.0.1}") List<String> hosts) {
        this.sessions = sessions;
        this.peers = peers;
        this.listings = listings;
        this.work = work;
        this.blobs = blobs;
        this.errands = errands;
        this.authority = authority;
        this.at = new InetSocketAddress(address, port);
        this.hosts = hosts;
    }

    @Override
    public void start() {
        try {
            server = Optional.of(LinkServer.start(
                    at, SslContexts.server(authority.issueServer(hosts)), LinkLimits.DEFAULT, workers, this));
            LOG.info("Peers connect at {}.", address());
        } catch (IOException e) {
            throw new GatewayException(e.getMessage() + " (the door for peers; choose another with --link-port)", e);
        }
    }

    @Override
    public void stop() {
        server.ifPresent(LinkServer::close);
        server = Optional.empty();
        workers.shutdown();
    }

    @Override
    public boolean isRunning() {
        return server.isPresent();
    }

    /** Where nodes connect. */
    public InetSocketAddress address() {
        return server.map(LinkServer::address).orElse(at);
    }

    @Override
    public void connected(LinkSession session) {
        if (session.peer().isEmpty()) {
            return;
        }
        PartyId party = new PartyId(session.peer().get().partyId());
        if (!session.certificate().map(found -> peers.admits(party, found)).orElse(false)) {
            LOG.warn("{} came with a certificate that is not its latest.", party);
            session.send(Envelope.newBuilder()
                    .setError(Error.newBuilder()
                            .setCode(ErrorCode.REVOKED.wire())
                            .setText("this certificate is not the latest of " + party)));
            session.close();
            return;
        }
        Outbox outbox = new Outbox(session);
        conversations.put(
                session, new Conversation(party, session, outbox, sessions, peers, listings, work, blobs, errands));
        LOG.info("{} is connected from {}.", party, session.remote());
    }

    @Override
    public void message(LinkSession session, Envelope message) {
        try {
            Conversation conversation = conversations.get(session);
            if (conversation != null && conversation.hear(message)) {
                return;
            }
            if (conversation == null && message.hasEnrolRequest()) {
                enrol(session, message);
            } else {
                session.refuse(message, ErrorCode.UNKNOWN_MESSAGE, "not for a coordinator: " + message.getBodyCase());
            }
        } catch (BadInputException | IllegalArgumentException e) {
            session.refuse(message, ErrorCode.BAD_REQUEST, String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            LOG.error("A message of {} could not be dealt with.", session, e);
            session.refuse(message, ErrorCode.INTERNAL, "the coordinator has a fault; try again later");
        }
    }

    @Override
    public void writable(LinkSession session) {
        Conversation conversation = conversations.get(session);
        if (conversation != null) {
            conversation.caughtUp();
        }
    }

    private void enrol(LinkSession session, Envelope message) {
        try {
            var request = message.getEnrolRequest();
            X509Certificate certificate = peers.enrol(
                    request.getSecret(), request.getCertificateRequest().toByteArray());
            String party = PeerName.of(certificate).orElseThrow().partyId();
            session.answer(
                    message,
                    Envelope.newBuilder()
                            .setEnrolResponse(EnrolResponse.newBuilder()
                                    .setPartyId(party)
                                    .addCertificates(bytes(certificate))
                                    .addCertificates(bytes(authority.certificate()))));
            LOG.info("{} has enrolled a node.", party);
        } catch (BadInputException e) {
            LOG.warn("Refused to enrol a node from {}: {}", session.remote(), e.getMessage());
            session.refuse(message, ErrorCode.TOKEN_REFUSED, String.valueOf(e.getMessage()));
        }
    }

    private static ByteString bytes(X509Certificate certificate) {
        try {
            return ByteString.copyFrom(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("certificate can't be encoded", e);
        }
    }

    @Override
    public void closed(LinkSession session, Closing how) {
        Conversation conversation = conversations.remove(session);
        if (conversation != null) {
            PartyId party = new PartyId(session.peer().orElseThrow().partyId());
            sessions.closed(party, session);
            LOG.info("{} is gone: {}", party, how.text());
            try {
                conversation.close();
            } catch (IOException e) {
                LOG.warn("An unfinished upload of {} is left behind: {}", party, e.getMessage());
            }
        }
    }
}
