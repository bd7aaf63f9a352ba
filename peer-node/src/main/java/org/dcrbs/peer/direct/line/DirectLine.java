package org.dcrbs.peer.direct.line;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dcrbs.peer.direct.book.Contact;
import org.dcrbs.peer.direct.document.Texts;
import org.dcrbs.protocol.link.Closing;
import org.dcrbs.protocol.link.ErrorCode;
import org.dcrbs.protocol.link.LinkClient;
import org.dcrbs.protocol.link.LinkException;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.link.LinkListener;
import org.dcrbs.protocol.link.LinkSession;
import org.dcrbs.protocol.tls.OwnKey;
import org.dcrbs.protocol.tls.SslContexts;
import org.dcrbs.protocol.v1.DirectMessage;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Heartbeat;

/** One connection to a partner, from the side that dialled. */
public final class DirectLine implements Asker, AutoCloseable {
    /** A question is answered at once; even one about work under way is, with "not yet". */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration HEARTBEAT = Duration.ofSeconds(30);

    private final ExecutorService workers = Executors.newSingleThreadExecutor(DirectLine::daemon);
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(DirectLine::daemon);
    private final LinkClient client;
    private final Map<Long, CompletableFuture<Envelope>> waiting = new ConcurrentHashMap<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final LinkSession session;

    private DirectLine(Contact partner, OwnKey own, LinkLimits limits, Instant now) throws LineLostException {
        client = new LinkClient(limits, workers);
        try {
            session = client.connect(
                            partner.host(),
                            partner.port(),
                            SslContexts.dialling(own, partner.key(), now),
                            new Answers())
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            close();
            String why =
                    e.getCause() instanceof LinkException known ? known.getMessage() : String.valueOf(e.getCause());
            throw new LineLostException("cannot reach " + partner.name() + " at " + partner.address() + ": " + why);
        } catch (TimeoutException e) {
            close();
            throw new LineLostException(partner.name() + " at " + partner.address() + " does not answer");
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

    public static DirectLine dial(Contact partner, OwnKey own, LinkLimits limits, Instant now)
            throws LineLostException {
        if (partner.address().isEmpty()) {
            throw new LineLostException("no address is known of " + partner.name() + "; it can only dial");
        }
        return new DirectLine(partner, own, limits, now);
    }

    @Override
    public Envelope ask(DirectMessage question) throws LineLostException, RefusedException {
        CompletableFuture<Envelope> answer = new CompletableFuture<>();
        synchronized (waiting) {
            // Held until the number is in the map, so that no answer can come before it.
            waiting.put(session.send(Envelope.newBuilder().setDirect(question)), answer);
        }
        if (ended.isDone()) {
            throw new LineLostException("the connection ended: " + ended.join());
        }
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
            throw new RefusedException(
                    ErrorCode.ofWire(answer.getError().getCode()).orElse(ErrorCode.INTERNAL),
                    Texts.brief(answer.getError().getText(), 400));
        }
        return answer;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "direct-line");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        pulse.shutdownNow();
        client.close();
        workers.shutdownNow();
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
            ended.complete(how.text());
            waiting.values().forEach(asked -> asked.completeExceptionally(new LineLostException(how.text())));
        }
    }
}
