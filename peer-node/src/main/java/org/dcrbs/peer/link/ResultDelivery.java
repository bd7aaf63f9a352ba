package org.dcrbs.peer.link;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.dcrbs.peer.work.Journal;
import org.dcrbs.peer.work.OrderKey;
import org.dcrbs.protocol.link.ErrorCode;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.WorkResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends results until the coordinator has them: when they are new, on every new connection, and now and then. */
public final class ResultDelivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResultDelivery.class);

    private final Journal journal;
    private final Map<OrderKey, CompletableFuture<Envelope>> underway = new ConcurrentHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "result-delivery");
        made.setDaemon(true);
        return made;
    });

    public ResultDelivery(Journal journal) {
        this.journal = journal;
    }

    /** Sends all that waits and is not already on its way over this conversation. */
    public void deliver(Conversation with) {
        try {
            thread.execute(() -> deliverAll(with));
        } catch (RejectedExecutionException e) {
            LOG.debug("The node is closing: results wait for the next start");
        }
    }

    private void deliverAll(Conversation with) {
        try {
            for (OrderKey key : journal.outbox()) {
                with.awaitWritable();
                if (!underway.containsKey(key)) {
                    sendIfWaiting(with, key);
                }
            }
        } catch (LinkLostException e) {
            LOG.debug("Results wait for the next connection");
        } catch (IOException e) {
            LOG.error("The outbox cannot be read: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Read only after it was seen not to be underway: then it is gone if it was acknowledged meanwhile. */
    private void sendIfWaiting(Conversation with, OrderKey key) throws IOException {
        Optional<WorkResult> result = journal.result(key);
        if (result.isEmpty()) {
            return;
        }
        CompletableFuture<Envelope> answer = with.ask(Envelope.newBuilder().setWorkResult(result.get()));
        underway.put(key, answer);
        var unused = answer.whenComplete((envelope, lost) -> {
            // Underway until it is put away, so that no other pass sees it waiting in between.
            if (envelope != null) {
                settle(key, envelope);
            }
            underway.remove(key);
        });
    }

    private void settle(OrderKey key, Envelope answer) {
        boolean unknown = answer.hasError()
                && ErrorCode.ofWire(answer.getError().getCode())
                        .filter(code -> code == ErrorCode.NOT_FOUND)
                        .isPresent();
        if (!answer.hasAck() && !unknown) {
            LOG.warn(
                    "Order {}: the coordinator does not take its result yet: {}",
                    key,
                    answer.getError().getText());
            return;
        }
        if (unknown) {
            LOG.warn("Order {}: the coordinator does not know it; its result is put away", key);
        }
        try {
            journal.acknowledged(key);
        } catch (IOException e) {
            LOG.error("Order {}: that it was acknowledged cannot be noted: {}", key, e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
