package org.dcrbs.peer.door;

import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dcrbs.protocol.link.Closing;
import org.dcrbs.protocol.link.ErrorCode;
import org.dcrbs.protocol.link.LinkClient;
import org.dcrbs.protocol.link.LinkException;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.link.LinkListener;
import org.dcrbs.protocol.link.LinkSession;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Heartbeat;

/** One connection to another node's door, from the side that dialled. */
public final class Caller implements AutoCloseable {
    /** A question is answered at once; even one about work under way is, with "not yet". */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration HEARTBEAT = Duration.ofSeconds(30);
    private static final int LONGEST_REASON = 400;

    private final ExecutorService workers = Executors.newSingleThreadExecutor(Caller::daemon);
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(Caller::daemon);
    private final LinkClient client;
    private final Map<Long, CompletableFuture<Envelope>> waiting = new ConcurrentHashMap<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final LinkSession session;

    /** @param name of the other side, for complaints */
    public static Caller dial(String name, InetSocketAddress address, SslContext tls, LinkLimits limits)
            throws LineLostException {
        return new Caller(name, address, tls, limits);
    }

    private Caller(String name, InetSocketAddress address, SslContext tls, LinkLimits limits) throws LineLostException {
        client = new LinkClient(limits, workers);
        String there = name + " at " + address.getHostString() + ":" + address.getPort();
        try {
            session = client.connect(address.getHostString(), address.getPort(), tls, new Answers())
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            close();
            String why =
                    e.getCause() instanceof LinkException known ? known.getMessage() : String.valueOf(e.getCause());
            throw new LineLostException("cannot reach " + there + ": " + why);
        } catch (TimeoutException e) {
            close();
            throw new LineLostException(there + " does not answer");
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new LineLostException("interrupted");
        }
        // A person may take a while between two questions.
        var unused = pulse.scheduleAtFixedRate(
                () -> session.send(Envelope.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance())),
                HEARTBEAT.toSeconds(),
                HEARTBEAT.toSeconds(),
                TimeUnit.SECONDS);
    }

    /** What the other side has shown of itself. */
    public Optional<X509Certificate> certificate() {
        return session.certificate();
    }

    /** The answer; its kind is the asker's to check. */
    public Envelope ask(Envelope.Builder question) throws LineLostException, RefusedException {
        return await(begin(question));
    }

    /** Asks without waiting, so that many questions can be under way; see {@link #await}. */
    public CompletableFuture<Envelope> begin(Envelope.Builder question) {
        CompletableFuture<Envelope> answer = new CompletableFuture<>();
        synchronized (waiting) {
            // Held until the number is in the map, so that no answer can come before it.
            waiting.put(session.send(question), answer);
        }
        if (ended.isDone()) {
            answer.completeExceptionally(new LineLostException(ended.join()));
        }
        return answer;
    }

    /** The answer to something asked before. */
    public Envelope await(CompletableFuture<Envelope> answer) throws LineLostException, RefusedException {
        try {
            return checked(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            throw new LineLostException("the connection ended: " + ended.getNow("unknown"));
        } catch (TimeoutException e) {
            throw new LineLostException("no answer within " + PATIENCE.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LineLostException("interrupted");
        }
    }

    private static Envelope checked(Envelope answer) throws RefusedException {
        if (answer.hasError()) {
            String text = answer.getError().getText().replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ");
            throw new RefusedException(
                    ErrorCode.ofWire(answer.getError().getCode()).orElse(ErrorCode.INTERNAL),
                    text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "...");
        }
        return answer;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "caller");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        pulse.shutdownNow();
        client.close();
        workers.shutdownNow();
        // The workers tell nobody any more.
        end("closed by this side");
    }

    private void end(String why) {
        ended.complete(why);
        waiting.values().forEach(asked -> asked.completeExceptionally(new LineLostException(why)));
    }

    private final class Answers implements LinkListener {
        @Override
        public void connected(LinkSession opened) {
            // The other side speaks when spoken to.
        }

        @Override
        public void message(LinkSession from, Envelope message) {
            CompletableFuture<Envelope> asked;
            synchronized (waiting) {
                asked = waiting.remove(message.getInReplyTo());
            }
            if (asked != null) {
                asked.complete(message);
            }
        }

        @Override
        public void closed(LinkSession from, Closing how) {
            end(how.text());
        }
    }
}
