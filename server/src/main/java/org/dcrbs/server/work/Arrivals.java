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
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.stream.IntStream;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.server.store.Store;
import org.springframework.stereotype.Component;

/**
 * Results between their arrival and the store. Those that come while others are being stored wait, and are stored together:
 * so many of them share one write.
 */
@Component
class Arrivals {
    private static final int MOST_KIBIBYTES = 64 << 10;
    private static final int MOST_TOGETHER = 1000;

    private final OrderBook book;
    private final Outputs outputs;
    private final Store store;
    private final ContractLocks locks;
    private final ContractWork contracts;
    private final Executor threads;
    private final List<Part> parts =
            IntStream.range(0, ContractLocks.PARTS).mapToObj(Part::new).toList();
    /** Who brings more than can be stored waits, and so does the link that it came by. */
    private final Semaphore room = new Semaphore(MOST_KIBIBYTES);

    private record Arrival(
            PartyId party, ContractId contract, WorkResult result, CompletableFuture<Optional<Order>> taken) {}

    /**
     * Those for contracts that share a lock.
     *
     * @param called whether a thread is on its way to take them in
     */
    private record Part(int number, Queue<Arrival> waiting, AtomicBoolean called) {
        Part(int number) {
            this(number, new ConcurrentLinkedQueue<>(), new AtomicBoolean());
        }
    }

    Arrivals(
            OrderBook book,
            Outputs outputs,
            Store store,
            ContractLocks locks,
            ContractWork contracts,
            Executor workThreads) {
        this.book = book;
        this.outputs = outputs;
        this.store = store;
        this.locks = locks;
        this.contracts = contracts;
        this.threads = workThreads;
    }

    /**
     * Has the result taken in, and this thread wait if too many are. Then its contract advances.
     *
     * @return the order as it is with the result, once that is stored; empty if there is no such order of the party's
     */
    CompletableFuture<Optional<Order>> add(PartyId party, ContractId contract, WorkResult result) {
        room.acquireUninterruptibly(kibibytes(result));
        Arrival arrival = new Arrival(party, contract, result, new CompletableFuture<>());
        Part part = parts.get(ContractLocks.part(contract));
        part.waiting().add(arrival);
        call(part);
        return arrival.taken();
    }

    private void call(Part part) {
        if (part.called().compareAndSet(false, true)) {
            threads.execute(() -> takeIn(part));
        }
    }

    private void takeIn(Part part) {
        Lock lock = locks.of(part.number());
        lock.lock();
        try {
            part.called().set(false);
            takeIn(part.waiting()).forEach(contracts::advanceIfDue);
        } finally {
            lock.unlock();
        }
        if (!part.waiting().isEmpty()) {
            call(part);
        }
    }

    /** Takes in what waits, or the first thousand of it; returns the contracts to which something came. */
    private Set<ContractId> takeIn(Queue<Arrival> waiting) {
        List<Arrival> arrivals = new ArrayList<>();
        Arrival next = waiting.poll();
        while (next != null) {
            arrivals.add(next);
            next = arrivals.size() < MOST_TOGETHER ? waiting.poll() : null;
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
