package org.dcrbs.server.bench;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.dcrbs.protocol.link.Closing;
import org.dcrbs.protocol.link.LinkClient;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.link.LinkListener;
import org.dcrbs.protocol.link.LinkSession;
import org.dcrbs.protocol.tls.EnrolmentToken;
import org.dcrbs.protocol.tls.IdentityException;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.tls.PeerKey;
import org.dcrbs.protocol.tls.SslContexts;
import org.dcrbs.protocol.v1.EnrolRequest;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.server.CommandFailure;

/** All simulated peers of one run: one client's event loop and a few threads for all of them. */
final class Crowd implements AutoCloseable {
    /** So many dial at once; more would only wait for each other's handshakes. */
    private static final int AT_ONCE = 64;

    private static final int WORKERS = 4;
    /** As a real node does: doubled after each failure, and between half of that and all of it. */
    private static final long FIRST_PAUSE_MILLIS = 1000;

    private static final long LONGEST_PAUSE_MILLIS = 60_000;
    private static final int HEARTBEAT_SECONDS = 30;

    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, task -> daemon(task, "peers"));
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "peers-timer"));
    private final LinkClient client = new LinkClient(LinkLimits.DEFAULT, workers);
    private final List<String> addresses;
    private final int port;
    private final Tally tally;
    private final List<SimulatedPeer> peers = new ArrayList<>();
    private volatile boolean closed;

    /** @param addresses of the coordinator; a connection from one computer needs a port of its own for each address */
    Crowd(int count, List<String> addresses, int port, Tally tally) {
        this.addresses = List.copyOf(addresses);
        this.port = port;
        this.tally = tally;
        for (int number = 0; number < count; number++) {
            peers.add(new SimulatedPeer("p-" + number, tally, this));
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    List<SimulatedPeer> peers() {
        return peers;
    }

    /** Where the peer finds the coordinator. */
    private String address(SimulatedPeer peer) {
        return addresses.get(Math.floorMod(peer.party().hashCode(), addresses.size()));
    }

    /** Gets the peer a certificate, as a node does: with a key of its own, by the token. */
    CompletableFuture<Void> enrol(SimulatedPeer peer, EnrolmentToken token) {
        PeerKey key = PeerKey.generate();
        Answer answer = new Answer(Envelope.newBuilder()
                .setEnrolRequest(EnrolRequest.newBuilder()
                        .setSecret(token.secret())
                        .setCertificateRequest(ByteString.copyFrom(key.certificateRequest()))));
        return client.connect(address(peer), port, SslContexts.enrolling(token.authority()), answer)
                .thenCompose(session -> answer.answered.whenComplete((done, failure) -> session.close()))
                .thenAccept(said -> peer.enrolled(identity(peer, key, said)));
    }

    private static PeerIdentity identity(SimulatedPeer peer, PeerKey key, Envelope said) {
        try {
            return PeerIdentity.enrolled(
                    key,
                    said.getEnrolResponse().getCertificatesList().stream()
                            .map(ByteString::toByteArray)
                            .toList());
        } catch (IdentityException | IllegalArgumentException e) {
            throw new CommandFailure(
                    peer.party() + " could not enrol: " + said.getError().getText(), e);
        }
    }

    /** Says one thing once connected, and hears the answer. */
    private static final class Answer implements LinkListener {
        private final Envelope.Builder question;
        private final CompletableFuture<Envelope> answered = new CompletableFuture<>();

        Answer(Envelope.Builder question) {
            this.question = question;
        }

        @Override
        public void connected(LinkSession session) {
            session.send(question);
        }

        @Override
        public void message(LinkSession session, Envelope message) {
            answered.complete(message);
        }

        @Override
        public void closed(LinkSession session, Closing how) {
            answered.completeExceptionally(new CommandFailure("the coordinator hung up: " + how.text()));
        }
    }

    /** Dials for each peer, some at a time. */
    void connectAll() throws InterruptedException {
        var unused = timer.scheduleAtFixedRate(this::beatSome, 1, 1, TimeUnit.SECONDS);
        Semaphore room = new Semaphore(AT_ONCE);
        for (SimulatedPeer peer : peers) {
            room.acquire();
            dial(peer, room::release);
        }
        room.acquire(AT_ONCE);
    }

    private void dial(SimulatedPeer peer, Runnable then) {
        var unused = client.connect(address(peer), port, SslContexts.client(peer.identity()), peer)
                .whenComplete((session, failure) -> {
                    if (failure != null) {
                        tally.refusedConnection();
                        lost(peer);
                    }
                    then.run();
                });
    }

    /** The peer has no connection: it tries again after a while. */
    void lost(SimulatedPeer peer) {
        if (closed) {
            return;
        }
        long most = Math.min(FIRST_PAUSE_MILLIS << Math.min(peer.failedAgain() - 1, 20), LONGEST_PAUSE_MILLIS);
        long pause = most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1);
        var unused = timer.schedule(() -> workers.execute(() -> dial(peer, () -> {})), pause, TimeUnit.MILLISECONDS);
    }

    private void beatSome() {
        int second = (int) (TimeUnit.NANOSECONDS.toSeconds(System.nanoTime()) % HEARTBEAT_SECONDS);
        for (int number = second; number < peers.size(); number += HEARTBEAT_SECONDS) {
            peers.get(number).beat();
        }
    }

    /** Waits until so many are welcome; fails after the time. */
    void awaitWelcome(int count, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (tally.welcome() < count) {
            if (System.nanoTime() > deadline) {
                throw new CommandFailure(
                        tally.welcome() + " of " + count + " peers are connected after " + patience.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
        client.close();
        workers.shutdownNow();
    }
}
