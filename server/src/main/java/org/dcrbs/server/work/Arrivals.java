package org.dcrbs.server.work;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.server.store.Store;

/**
 * Results between their arrival and the store. Those that come while others are being stored wait, and are stored together:
 * so many of them share one write.
 */
final class Arrivals {
    private static final int MOST_KIBIBYTES = 64 << 10;
    private static final int MOST_TOGETHER = 1000;

    private final OrderBook book;
    private final Outputs outputs;
    private final Store store;
    private final List<Queue<Arrival>> waiting = new ArrayList<>();
    /** Who brings more than can be stored waits, and so does the link that it came by. */
    private final Semaphore room = new Semaphore(MOST_KIBIBYTES);

    private record Arrival(
            PartyId party, ContractId contract, WorkResult result, CompletableFuture<Optional<Order>> taken) {}

    /** @param parts results of one part are stored by one thread at a time */
    Arrivals(OrderBook book, Outputs outputs, Store store, int parts) {
        this.book = book;
        this.outputs = outputs;
        this.store = store;
        for (int part = 0; part < parts; part++) {
            waiting.add(new ConcurrentLinkedQueue<>());
        }
    }

    /**
     * Has the result wait for {@link #takeIn}, and this thread if too many do.
     *
     * @return the order as it is with the result, once that is stored; empty if there is no such order of the party's
     */
    CompletableFuture<Optional<Order>> add(int part, PartyId party, ContractId contract, WorkResult result) {
        room.acquireUninterruptibly(kibibytes(result));
        Arrival arrival = new Arrival(party, contract, result, new CompletableFuture<>());
        waiting.get(part).add(arrival);
        return arrival.taken();
    }

    /**
     * Takes in what waits, or the first thousand of it; the caller holds the locks of the part's contracts.
     *
     * @return the contracts to which something came; none if nothing waited
     */
    Set<ContractId> takeIn(int part) {
        List<Arrival> arrivals = new ArrayList<>();
        Arrival next = waiting.get(part).poll();
        while (next != null) {
            arrivals.add(next);
            next = arrivals.size() < MOST_TOGETHER ? waiting.get(part).poll() : null;
        }
        room.release(arrivals.stream()
                .mapToInt(arrival -> kibibytes(arrival.result()))
                .sum());
        try {
            store(arrivals);
        } catch (RuntimeException e) {
            arrivals.forEach(arrival -> arrival.taken().completeExceptionally(e));
        }
        Set<ContractId> contracts = new LinkedHashSet<>();
        arrivals.forEach(arrival -> contracts.add(arrival.contract()));
        return contracts;
    }

    boolean anyWaits(int part) {
        return !waiting.get(part).isEmpty();
    }

    private static int kibibytes(WorkResult result) {
        return 1 + (result.getSerializedSize() >> 10);
    }

    private void store(List<Arrival> arrivals) {
        Map<String, Order> changed = new LinkedHashMap<>();
        Map<String, byte[]> toKeep = new HashMap<>();
        for (Arrival arrival : arrivals) {
            try {
                change(arrival, changed, toKeep);
            } catch (IOException e) {
                arrival.taken().completeExceptionally(e);
            }
        }
        write(toKeep, changed.values());
        for (Arrival arrival : arrivals) {
            arrival.taken().complete(orderOf(arrival));
        }
    }

    /**
     * The outputs first: an order that says it is done has one. Also if nothing is new, what was stored before is now counted
     * on, and may not be durable yet.
     */
    private void write(Map<String, byte[]> toKeep, Collection<Order> changed) {
        store.together(() -> {
            outputs.keep(toKeep);
            book.replace(changed);
        });
    }

    private void change(Arrival arrival, Map<String, Order> changed, Map<String, byte[]> toKeep) throws IOException {
        WorkResult result = arrival.result();
        Order now = changed.get(result.getOrderId());
        Optional<Order> order = now == null ? orderOf(arrival) : Optional.of(now);
        if (order.isPresent() && order.get().awaits(result)) {
            String output = outputs.of(result, order.get().unit(), toKeep);
            changed.put(result.getOrderId(), order.get().after(result, output));
        }
    }

    private Optional<Order> orderOf(Arrival arrival) {
        return book.of(arrival.contract())
                .find(arrival.result().getOrderId())
                .filter(order -> order.executor().equals(arrival.party()));
    }
}
