package org.dcrbs.peer.link;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.dcrbs.protocol.v1.Envelope;
import org.jspecify.annotations.Nullable;

/** The way to the coordinator, whichever connection it is over just now. */
public final class Line {
    private static final long LOOK_MILLIS = 200;

    private @Nullable Conversation current;

    /** The conversation under way, if the coordinator has welcomed the node. */
    public synchronized Optional<Conversation> now() {
        return Optional.ofNullable(current);
    }

    /**
     * Waits until there is a conversation.
     *
     * @throws IOException if it is not wanted any more
     */
    public synchronized Conversation await(BooleanSupplier unwanted) throws IOException, InterruptedException {
        while (current == null) {
            if (unwanted.getAsBoolean()) {
                throw new IOException("not wanted any more");
            }
            wait(LOOK_MILLIS);
        }
        return current;
    }

    /** The answer to a question that may be asked again, over as many connections as it takes. */
    public Envelope ask(Envelope question, BooleanSupplier unwanted) throws IOException, InterruptedException {
        while (true) {
            try {
                return answer(await(unwanted).ask(question.toBuilder()), unwanted);
            } catch (LinkLostException e) {
                // Asked again on the next connection.
            }
        }
    }

    /** Waits for the answer to something already sent. */
    public static Envelope answer(CompletableFuture<Envelope> answer, BooleanSupplier unwanted)
            throws IOException, InterruptedException {
        while (true) {
            try {
                return answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (unwanted.getAsBoolean()) {
                    throw new IOException("not wanted any more", e);
                }
            } catch (ExecutionException e) {
                throw new LinkLostException();
            }
        }
    }

    synchronized void connected(Conversation conversation) {
        current = conversation;
        notifyAll();
    }

    synchronized void disconnected(Conversation conversation) {
        if (current == conversation) {
            current = null;
        }
    }
}
