package org.dcrbs.server.work;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The orders of one contract, a copy of what the store has of them. Only who holds the contract's lock changes it; anybody
 * may read.
 */
final class ContractOrders {
    /** A contract of so few orders is looked at whenever something happens. */
    static final int FEW = 32;

    private final ConcurrentSkipListMap<String, Order> orders = new ConcurrentSkipListMap<>();
    /** How many work units are under way, leg by leg. */
    private final Map<String, Integer> openUnits = new HashMap<>();

    /** Of the map, which counts its elements one by one when it is asked. */
    private int size;

    private int entries;
    private boolean due;

    void put(Order order) {
        Order before = orders.put(order.id(), order);
        size += before == null ? 1 : 0;
        int open = opens(order) - (before == null ? 0 : opens(before));
        openUnits.merge(order.leg(), open, Integer::sum);
        // As long as units of its leg are under way, one that is done changes nothing of what the leg needs next that
        // can't wait until all contracts are looked at again.
        boolean onlyOneLess = order.isDone() && open < 0 && openUnits.getOrDefault(order.leg(), 0) > 0;
        // By the plan, which has just been asked.
        boolean justIssued = before == null && order.state() == Order.State.OPEN;
        due |= !onlyOneLess && !justIssued;
    }

    private static int opens(Order order) {
        return order.state() == Order.State.OPEN && order.unit() ? 1 : 0;
    }

    /**
     * Whether the contract's plan has to be asked what is next. It looks at all orders, so that it is not asked for every
     * one of thousands.
     */
    boolean due() {
        return due || size <= FEW;
    }

    void looked() {
        due = false;
    }

    Optional<Order> find(String id) {
        return Optional.ofNullable(orders.get(id));
    }

    /** How many entries the store's log of them has. */
    int entries() {
        return entries;
    }

    void logged(int more) {
        entries += more;
    }

    /** By id, in the order of the ids. */
    Map<String, Order> byId() {
        return Collections.unmodifiableMap(orders);
    }

    Collection<Order> all() {
        return Collections.unmodifiableCollection(orders.values());
    }

    int size() {
        return size;
    }
}
