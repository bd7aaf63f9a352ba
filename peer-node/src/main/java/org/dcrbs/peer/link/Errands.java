package org.dcrbs.peer.link;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dcrbs.peer.config.CoordinatorAddress;
import org.dcrbs.protocol.link.Closing;
import org.dcrbs.protocol.link.LinkClient;
import org.dcrbs.protocol.link.LinkException;
import org.dcrbs.protocol.link.LinkListener;
import org.dcrbs.protocol.link.LinkSession;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.tls.SslContexts;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Errand;
import org.dcrbs.protocol.v1.ErrandAnswer;

/**
 * What the owner asks the coordinator, on a connection of its own: one on which no Hello is said, so that it is not the
 * node's, which may be running meanwhile.
 */
public final class Errands implements AutoCloseable {
    private static final long ANSWER_SECONDS = 30;

    private final Conversation with;

    private Errands(Conversation with) {
        this.with = with;
    }

    /** @throws IOException in a sentence, if the coordinator is not there or will not have this node */
    public static Errands connect(LinkClient client, CoordinatorAddress address, PeerIdentity identity)
            throws IOException, InterruptedException {
        CompletableFuture<Conversation> begun = new CompletableFuture<>();
        try {
            return new Errands(
                    client.connect(address.host(), address.port(), SslContexts.client(identity), new Ear(begun))
                            .thenCompose(session -> begun)
                            .get(ANSWER_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String why = cause instanceof LinkException known ? known.closing().text() : cause.getMessage();
            throw new IOException("not connected to " + address + ": " + why, e);
        } catch (TimeoutException e) {
            throw new IOException("not connected to " + address + " within " + ANSWER_SECONDS + " s", e);
        }
    }

    /** @throws ErrandRefusedException with the coordinator's words, if it refuses */
    public ErrandAnswer run(Errand.Builder errand) throws IOException, InterruptedException {
        Envelope answer = ask(Envelope.newBuilder().setErrand(errand));
        if (!answer.hasErrandAnswer()) {
            throw new IOException("the coordinator answered something else than was asked for");
        }
        return answer.getErrandAnswer();
    }

    /** Something that is not answered. */
    public void send(Envelope.Builder message) {
        with.send(message);
    }

    /** @throws ErrandRefusedException with the coordinator's words, if it refuses */
    public Envelope ask(Envelope.Builder question) throws IOException, InterruptedException {
        try {
            Envelope answer = with.ask(question).get(ANSWER_SECONDS, TimeUnit.SECONDS);
            if (answer.hasError()) {
                throw new ErrandRefusedException(answer.getError().getText());
            }
            return answer;
        } catch (ExecutionException e) {
            throw new IOException("the coordinator hung up; it may not accept this node's certificate any more", e);
        } catch (TimeoutException e) {
            throw new IOException("the coordinator did not answer within " + ANSWER_SECONDS + " s", e);
        }
    }

    @Override
    public void close() {
        with.close();
    }

    private static final class Ear implements LinkListener {
        private final CompletableFuture<Conversation> begun;

        Ear(CompletableFuture<Conversation> begun) {
            this.begun = begun;
        }

        @Override
        public void connected(LinkSession session) {
            begun.complete(new Conversation(session));
        }

        @Override
        public void message(LinkSession session, Envelope message) {
            begun.join().answered(message);
        }

        @Override
        public void closed(LinkSession session, Closing how) {
            begun.completeExceptionally(new IOException(how.text()));
            if (!begun.isCompletedExceptionally()) {
                begun.join().lost();
            }
        }
    }
}
