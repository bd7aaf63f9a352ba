package org.dcrbs.peer.work;

import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.dcrbs.peer.execute.Executor;
import org.dcrbs.peer.execute.Executors;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes orders, has them carried out, and gives out each result when it is durable. */
public final class Workshop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workshop.class);
    private static final int MOST_ORDERS = 5000;

    private final Journal journal;
    private final Executors executors;
    private final WorkSurroundings surroundings;
    private final Consumer<WorkResult> finished;
    private final Clock clock;
    private final Lanes lanes;
    /** All that waits or runs. */
    private final Map<OrderKey, Running> active = new HashMap<>();
    /** The one attempt of each order that may run now. */
    private final Map<String, OrderKey> turns = new HashMap<>();

    private int busy;
    private boolean closed;

    /**
     * A workshop that has not begun yet.
     *
     * @param processors how many orders may compute at once
     * @param finished told of each new result once it is durable
     */
    public Workshop(
            Journal journal,
            Executors executors,
            WorkSurroundings surroundings,
            int processors,
            Clock clock,
            Consumer<WorkResult> finished) {
        this.journal = journal;
        this.executors = executors;
        this.surroundings = surroundings;
        this.clock = clock;
        this.finished = finished;
        this.lanes = new Lanes(processors);
    }

    /** From now on so many orders may compute at once. */
    public void processors(int processors) {
        lanes.processors(processors);
    }

    /** Takes up what the last run of the node left unfinished. */
    public void resume() throws IOException {
        for (WorkOrder order : journal.unfinished()) {
            LOG.info("Order {}: taken up again after a restart", OrderKey.of(order));
            start(order);
        }
    }

    /** Takes the order; its result, if there is one already. Once this returns the order survives a crash. */
    public Optional<WorkResult> take(WorkOrder order) throws IOException {
        if (full()) {
            // Not kept: an order refused for this may well come again.
            return Optional.of(Results.refused(order, "the node has " + MOST_ORDERS + " orders already"));
        }
        Journal.Admission admission = journal.admit(order);
        if (admission instanceof Journal.AlreadyDone done) {
            return Optional.of(done.result());
        }
        if (admission instanceof Journal.Taken) {
            LOG.info("Order {}: {} taken", OrderKey.of(order), order.getTaskCase());
            start(order);
        }
        return Optional.empty();
    }

    /** Stops all attempts of the order; each ends with a result that says so. */
    public void cancel(String orderId, String reason) throws IOException {
        List<Running> stopped;
        synchronized (active) {
            stopped = attempts(orderId);
        }
        for (Running running : stopped) {
            LOG.info("Order {}: cancelled, {}", OrderKey.of(running.order()), reason);
            journal.cancel(OrderKey.of(running.order()), reason);
            running.cancel(reason);
        }
    }

    private boolean full() {
        synchronized (active) {
            return active.size() >= MOST_ORDERS;
        }
    }

    public int running() {
        synchronized (active) {
            return busy;
        }
    }

    public int waiting() {
        synchronized (active) {
            return active.size() - busy;
        }
    }

    private void start(WorkOrder order) throws IOException {
        OrderKey key = OrderKey.of(order);
        Running running = new Running(order, surroundings, clock);
        journal.cancellation(key).ifPresent(running::cancel);
        boolean first;
        synchronized (active) {
            first = turns.putIfAbsent(order.getId(), key) == null;
            active.put(key, running);
            keepNewest(order.getId());
        }
        if (first) {
            submit(running);
        }
    }

    /** Of one order only one attempt runs at a time, and only the newest is worth running. */
    private void keepNewest(String orderId) {
        List<Running> attempts = attempts(orderId);
        Running newest = attempts.get(attempts.size() - 1);
        for (Running older : attempts.subList(0, attempts.size() - 1)) {
            older.cancel("attempt " + newest.order().getAttempt() + " takes its place");
        }
    }

    private List<Running> attempts(String orderId) {
        return active.values().stream()
                .filter(running -> running.order().getId().equals(orderId))
                .sorted((a, b) -> Integer.compareUnsigned(
                        a.order().getAttempt(), b.order().getAttempt()))
                .toList();
    }

    private void submit(Running running) {
        try {
            lanes.of(running.order().getTaskCase()).execute(() -> run(running));
        } catch (RejectedExecutionException e) {
            LOG.debug("Order {}: left for the next start", OrderKey.of(running.order()));
        }
    }

    private void run(Running running) {
        OrderKey key = OrderKey.of(running.order());
        synchronized (active) {
            busy++;
        }
        try {
            WorkResult result = execute(running);
            journal.finish(result);
            String detail = result.getDetail().isEmpty() ? "" : ", " + result.getDetail();
            LOG.info("Order {}: {}{}", key, result.getOutcome(), detail);
            leave(key);
            finished.accept(result);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.info("Order {}: interrupted, to begin again at the next start", key);
            leave(key);
        } catch (IOException e) {
            LOG.error("Order {}: its result cannot be stored: {}", key, e.getMessage());
            leave(key);
        }
    }

    private void leave(OrderKey key) {
        Optional<Running> next;
        synchronized (active) {
            busy--;
            active.remove(key);
            turns.remove(key.orderId());
            next = closed ? Optional.empty() : attempts(key.orderId()).stream().findFirst();
            next.ifPresent(running -> turns.put(key.orderId(), OrderKey.of(running.order())));
        }
        next.ifPresent(this::submit);
    }

    private WorkResult execute(Running running) throws InterruptedException {
        WorkOrder order = running.order();
        Optional<String> obstacle = running.obstacle();
        if (obstacle.isPresent()) {
            return Results.failed(order, obstacle.get());
        }
        Optional<Executor> executor = executors.forTask(order.getTaskCase());
        if (executor.isEmpty()) {
            return Results.refused(order, "this node does not carry out tasks of the kind " + order.getTaskCase());
        }
        try {
            return executor.get().execute(order, running);
        } catch (RuntimeException e) {
            LOG.error("Order {}: the executor failed", OrderKey.of(order), e);
            return Results.failed(order, "the node failed on it: " + e);
        }
    }

    /** Leaves what runs or waits for the next start. */
    @Override
    public void close() {
        synchronized (active) {
            closed = true;
        }
        lanes.close();
    }
}
