package org.dcrbs.peer.work;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The durable state of all work: orders taken, results not yet acknowledged (the outbox), and results that were, kept to
 * answer an order that comes once more. A result is durable before its order is removed, so that a crash between the
 * two leaves both, which reads as done.
 */
public final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int KEPT_RESULTS = 1000;
    private static final int PRUNE_EVERY = 100;

    private final DurableFolder orders;
    private final DurableFolder cancelled;
    private final DurableFolder outbox;
    private final DurableFolder done;
    private int sincePruned;

    private Journal(DurableFolder orders, DurableFolder cancelled, DurableFolder outbox, DurableFolder done) {
        this.orders = orders;
        this.cancelled = cancelled;
        this.outbox = outbox;
        this.done = done;
    }

    public static Journal open(Path folder) throws IOException {
        Journal journal = new Journal(
                DurableFolder.open(folder.resolve("orders")),
                DurableFolder.open(folder.resolve("cancelled")),
                DurableFolder.open(folder.resolve("outbox")),
                DurableFolder.open(folder.resolve("done")));
        journal.prune();
        return journal;
    }

    /** What the node knew of an order when it came. */
    public sealed interface Admission permits Taken, AlreadyTaken, AlreadyDone {}

    /** It is new, and durable now. */
    public record Taken() implements Admission {}

    /** It is waiting or running. */
    public record AlreadyTaken() implements Admission {}

    public record AlreadyDone(WorkResult result) implements Admission {}

    public synchronized Admission admit(WorkOrder order) throws IOException {
        String name = OrderKey.of(order).fileName();
        Optional<byte[]> result = outbox.get(name);
        if (result.isEmpty()) {
            result = done.get(name);
        }
        if (result.isPresent()) {
            return new AlreadyDone(WorkResult.parseFrom(result.get()));
        }
        if (orders.has(name)) {
            return new AlreadyTaken();
        }
        orders.put(name, order.toByteArray());
        return new Taken();
    }

    /** Notes that the order is not wanted any more, so that a restart does not begin it again. */
    public void cancel(OrderKey key, String reason) throws IOException {
        cancelled.put(key.fileName(), reason.getBytes(StandardCharsets.UTF_8));
    }

    public Optional<String> cancellation(OrderKey key) throws IOException {
        return cancelled.get(key.fileName()).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    public synchronized void finish(WorkResult result) throws IOException {
        String name = OrderKey.of(result).fileName();
        outbox.put(name, result.toByteArray());
        orders.remove(name);
        cancelled.remove(name);
    }

    public synchronized void acknowledged(OrderKey key) throws IOException {
        if (outbox.has(key.fileName())) {
            outbox.moveTo(done, key.fileName());
            if (++sincePruned >= PRUNE_EVERY) {
                prune();
            }
        }
    }

    /** Orders without a result, oldest first. */
    public synchronized List<WorkOrder> unfinished() throws IOException {
        List<WorkOrder> unfinished = new ArrayList<>();
        for (String name : orders.names()) {
            Optional<byte[]> record = orders.get(name);
            if (outbox.has(name) || done.has(name)) {
                orders.remove(name);
            } else if (record.isPresent()) {
                try {
                    unfinished.add(WorkOrder.parseFrom(record.get()));
                } catch (InvalidProtocolBufferException e) {
                    LOG.warn("A stored work order cannot be read and is left where it is: {}", name);
                }
            }
        }
        return unfinished;
    }

    /** Results that nobody acknowledged yet, oldest first; each can be had by {@link #result}. */
    public synchronized List<OrderKey> outbox() throws IOException {
        List<OrderKey> waiting = new ArrayList<>();
        for (String name : outbox.names()) {
            readOutbox(name).map(OrderKey::of).ifPresent(waiting::add);
        }
        return waiting;
    }

    /** A result that waits to be acknowledged. */
    public synchronized Optional<WorkResult> result(OrderKey key) throws IOException {
        return readOutbox(key.fileName());
    }

    private Optional<WorkResult> readOutbox(String name) throws IOException {
        Optional<byte[]> record = outbox.get(name);
        if (record.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(WorkResult.parseFrom(record.get()));
        } catch (InvalidProtocolBufferException e) {
            LOG.warn("A stored result cannot be read and is left where it is: {}", name);
            return Optional.empty();
        }
    }

    private synchronized void prune() throws IOException {
        sincePruned = 0;
        List<String> names = done.names();
        for (String name : names.subList(0, Math.max(0, names.size() - KEPT_RESULTS))) {
            done.remove(name);
        }
    }
}
