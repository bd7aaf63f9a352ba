package org.dcrbs.server.work;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.PartyId;

/**
 * What each node has still to do, and how much of that it has been given. A node is given only so many work units at once,
 * the next ones as their results come in: a job of thousands neither floods it nor waits in this process for it. All other
 * orders are given at once, since a lease may last for days.
 */
final class OpenOrders {
    private final int window;
    private final Map<PartyId, Queue> queues = new HashMap<>();

    /** An order by name; where it is kept, is asked when it is needed. */
    record Ref(String id, ContractId contract, boolean unit) {}

    private static final class Queue {
        /** By their ids, so that a coordinator that starts anew gives those first that the node may have already. */
        final SortedMap<String, Ref> units = new TreeMap<>();

        final Map<String, Ref> others = new LinkedHashMap<>();
        final Map<String, Ref> given = new LinkedHashMap<>();
        int unitsGiven;

        Map<String, Ref> waiting(boolean unit) {
            return unit ? units : others;
        }

        void give(Ref ref) {
            given.put(ref.id(), ref);
            unitsGiven += ref.unit() ? 1 : 0;
        }

        List<Ref> all() {
            List<Ref> all = new ArrayList<>(given.values());
            all.addAll(others.values());
            all.addAll(units.values());
            return all;
        }
    }

    /** @param window how many work units a node has at the most */
    OpenOrders(int window) {
        if (window < 1) {
            throw new IllegalArgumentException("dcrbs.work.window is " + window + ", want 1 or more");
        }
        this.window = window;
    }

    synchronized void add(Order order) {
        Queue queue = queues.computeIfAbsent(order.executor(), party -> new Queue());
        if (!queue.given.containsKey(order.id())) {
            Ref ref = new Ref(order.id(), order.contract(), order.unit());
            queue.waiting(ref.unit()).put(ref.id(), ref);
        }
    }

    synchronized void end(PartyId executor, String id) {
        Queue queue = queues.get(executor);
        if (queue == null) {
            return;
        }
        queue.units.remove(id);
        queue.others.remove(id);
        Ref given = queue.given.remove(id);
        queue.unitsGiven -= given != null && given.unit() ? 1 : 0;
        if (queue.units.isEmpty() && queue.others.isEmpty() && queue.given.isEmpty()) {
            queues.remove(executor);
        }
    }

    /** What the node may be given now; from then on it counts as given. */
    synchronized List<Ref> next(PartyId executor) {
        Queue queue = queues.get(executor);
        if (queue == null) {
            return List.of();
        }
        List<Ref> next = new ArrayList<>(queue.others.values());
        queue.others.clear();
        Iterator<Ref> units = queue.units.values().iterator();
        for (int room = window - queue.unitsGiven; room > 0 && units.hasNext(); room--) {
            next.add(units.next());
            units.remove();
        }
        next.forEach(queue::give);
        return next;
    }

    /** Nobody knows what has reached the node: all of it is to be given again, what was given first. */
    synchronized void again(PartyId executor) {
        Queue queue = queues.get(executor);
        if (queue != null) {
            List<Ref> all = queue.all();
            queue.units.clear();
            queue.others.clear();
            queue.given.clear();
            queue.unitsGiven = 0;
            all.forEach(ref -> queue.waiting(ref.unit()).put(ref.id(), ref));
        }
    }

    synchronized List<Ref> of(PartyId executor) {
        Queue queue = queues.get(executor);
        return queue == null ? List.of() : queue.all();
    }

    synchronized Optional<Ref> find(PartyId executor, String id) {
        Queue queue = queues.get(executor);
        if (queue == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(queue.given.get(id))
                .or(() -> Optional.ofNullable(queue.units.get(id)))
                .or(() -> Optional.ofNullable(queue.others.get(id)));
    }
}
