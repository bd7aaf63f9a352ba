package org.dcrbs.peer.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dcrbs.protocol.link.ErrorCode;
import org.dcrbs.protocol.link.LinkSession;
import org.dcrbs.protocol.v1.Envelope;

/** What is said on one connection: questions find their answers by the message's id. */
public final class Conversation {
    private static final long LOOK_MILLIS = 1000;

    private final LinkSession session;
    private final Map<Long, CompletableFuture<Envelope>> questions = new HashMap<>();
    private boolean lost;

    Conversation(LinkSession session) {
        this.session = session;
    }

    public void send(Envelope.Builder message) {
        session.send(message);
    }

    public void answer(Envelope to, Envelope.Builder message) {
        session.answer(to, message);
    }

    public void refuse(Envelope to, ErrorCode code, String text) {
        session.refuse(to, code, text);
    }

    /** The answer to come, an Error among others; fails with a {@link LinkLostException} if the connection ends. */
    public CompletableFuture<Envelope> ask(Envelope.Builder message) {
        CompletableFuture<Envelope> answer = new CompletableFuture<>();
        // Sent under the lock, so that the answer cannot overtake the entry.
        synchronized (questions) {
            if (lost) {
                answer.completeExceptionally(new LinkLostException());
            } else {
                questions.put(session.send(message), answer);
            }
        }
        return answer;
    }

    /** Waits until the coordinator has taken most of what it was sent. */
    public void awaitWritable() throws LinkLostException, InterruptedException {
        synchronized (questions) {
            while (!lost && !session.writable()) {
                questions.wait(LOOK_MILLIS);
            }
            if (lost) {
                throw new LinkLostException();
            }
        }
    }

    void close() {
        session.close();
    }

    void caughtUp() {
        synchronized (questions) {
            questions.notifyAll();
        }
    }

    /** Whether somebody waited for this. */
    boolean answered(Envelope message) {
        CompletableFuture<Envelope> answer;
        synchronized (questions) {
            answer = questions.remove(message.getInReplyTo());
        }
        return answer != null && answer.complete(message);
    }

    void lost() {
        List<CompletableFuture<Envelope>> open;
        synchronized (questions) {
            lost = true;
            open = new ArrayList<>(questions.values());
            questions.clear();
            questions.notifyAll();
        }
        open.forEach(answer -> answer.completeExceptionally(new LinkLostException()));
    }
}
