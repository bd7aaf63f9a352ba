package org.dcrbs.peer.link;

import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.dcrbs.peer.config.CoordinatorAddress;
import org.dcrbs.protocol.link.Closing;
import org.dcrbs.protocol.link.Closing.Kind;
import org.dcrbs.protocol.link.ErrorCode;
import org.dcrbs.protocol.link.LinkClient;
import org.dcrbs.protocol.link.LinkException;
import org.dcrbs.protocol.link.LinkListener;
import org.dcrbs.protocol.link.LinkSession;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.tls.SslContexts;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Error;
import org.dcrbs.protocol.v1.Welcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the node connected until it is closed or the coordinator refuses it for good.
 */
public final class CoordinatorLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CoordinatorLink.class);
    private static final int LONGEST_HEARTBEAT_SECONDS = 30;

    private final LinkClient client;
    private final CoordinatorAddress address;
    private final Supplier<PeerIdentity> identity;
    private final Backoff backoff;
    private final Line line;
    private final LinkEvents events;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "coordinator-link");
        made.setDaemon(true);
        return made;
    });
    private final CompletableFuture<String> refused = new CompletableFuture<>();
    private @Nullable ScheduledFuture<?> heartbeats;
    private @Nullable PeerIdentity lastIdentity;
    private @Nullable SslContext lastTls;
    private boolean everWelcomed;
    private int failures;

    /** @param identity asked for each connection, since certificates are renewed */
    public CoordinatorLink(
            LinkClient client,
            CoordinatorAddress address,
            Supplier<PeerIdentity> identity,
            Backoff backoff,
            Line line,
            LinkEvents events) {
        this.client = client;
        this.address = address;
        this.identity = identity;
        this.backoff = backoff;
        this.line = line;
        this.events = events;
    }

    public void start() {
        later(this::dial, Duration.ZERO);
    }

    /** Done, with a sentence for the owner, when the coordinator will not have this node. */
    public CompletableFuture<String> refused() {
        return refused;
    }

    private void dial() {
        var unused = client.connect(address.host(), address.port(), tls(), new Ear())
                .exceptionally(thrown -> {
                    failed(thrown);
                    throw new CompletionException(thrown);
                });
    }

    /** Made anew only when the identity is: it is dear. Called by the link's own thread alone. */
    private SslContext tls() {
        PeerIdentity now = identity.get();
        SslContext known = lastTls;
        if (known == null || now != lastIdentity) {
            known = SslContexts.client(now);
            lastTls = known;
            lastIdentity = now;
        }
        return known;
    }

    private void failed(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        Closing how = cause instanceof LinkException known
                ? known.closing()
                : new Closing(Kind.UNREACHABLE, String.valueOf(cause.getMessage()));
        goOn(how);
    }

    private synchronized void goOn(Closing how) {
        if (how.kind() == Kind.NOT_TRUSTED_BY_OTHER) {
            refuse("The coordinator at " + address + " does not accept this node's certificate. It may have expired or"
                    + " been issued by another coordinator; ask the operator for a new token.");
        } else if (how.kind() == Kind.NOT_TRUSTED_BY_US && !everWelcomed) {
            refuse("The computer at " + address + " is not the coordinator with which this node enrolled: " + how.text()
                    + ".");
        } else {
            failures++;
            Duration pause = backoff.after(failures);
            LOG.info("Not connected to {}: {}. Dialling again in {} s", address, how.text(), seconds(pause));
            later(this::dial, pause);
        }
    }

    private static String seconds(Duration pause) {
        return String.valueOf(Math.max(1, Math.round(pause.toMillis() / 1000.0)));
    }

    private void refuse(String sentence) {
        refused.complete(sentence);
        thread.shutdown();
    }

    private synchronized void ended(Closing how) {
        if (heartbeats != null) {
            heartbeats.cancel(false);
            heartbeats = null;
        }
        if (!refused.isDone() && !thread.isShutdown()) {
            goOn(how);
        }
    }

    private synchronized void welcomed(Conversation with, Welcome welcome) {
        everWelcomed = true;
        failures = 0;
        LOG.info("Connected to the coordinator at {} (version {})", address, welcome.getCoordinatorVersion());
        int period = Math.min(Math.max(welcome.getHeartbeatSeconds(), 1), LONGEST_HEARTBEAT_SECONDS);
        if (heartbeats == null && !thread.isShutdown()) {
            heartbeats = thread.scheduleAtFixedRate(() -> beat(with), period, period, TimeUnit.SECONDS);
        }
        line.connected(with);
        events.welcomed(with);
    }

    private void beat(Conversation with) {
        with.send(Envelope.newBuilder().setHeartbeat(events.heartbeat()));
        events.tick(with);
    }

    private static String plain(Error error) {
        return error.getText().isBlank() ? error.getCode() : error.getText();
    }

    /** What the connection's own events come to. */
    private final class Ear implements LinkListener {
        private @Nullable Conversation with;

        @Override
        public void connected(LinkSession session) {
            Conversation begun = new Conversation(session);
            with = begun;
            begun.send(Envelope.newBuilder().setHello(events.hello()));
        }

        @Override
        public void message(LinkSession session, Envelope message) {
            Conversation talk = Objects.requireNonNull(with);
            boolean last = message.hasError()
                    && ErrorCode.ofWire(message.getError().getCode())
                            .filter(ErrorCode::last)
                            .isPresent();
            if (last) {
                String why = plain(message.getError());
                refuse("The coordinator at " + address + " does not serve this node: " + why + ".");
                talk.close();
            } else if (message.hasWelcome()) {
                welcomed(talk, message.getWelcome());
            } else if (!talk.answered(message)) {
                events.message(talk, message);
            }
        }

        @Override
        public void writable(LinkSession session) {
            Objects.requireNonNull(with).caughtUp();
        }

        @Override
        public void closed(LinkSession session, Closing how) {
            Conversation over = Objects.requireNonNull(with);
            line.disconnected(over);
            over.lost();
            ended(how);
        }
    }

    private void later(Runnable what, Duration pause) {
        try {
            var unused = thread.schedule(
                    () -> {
                        try {
                            what.run();
                        } catch (RuntimeException e) {
                            LOG.error("The link failed", e);
                        }
                    },
                    pause.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The link is closing");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        line.now().ifPresent(Conversation::close);
    }
}
