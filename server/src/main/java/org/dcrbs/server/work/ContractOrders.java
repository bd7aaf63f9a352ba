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
    /** Of a larger one's orders, so large a part is done between two looks at it. */
    private static final int PART = 8;

    private final ConcurrentSkipListMap<String, Order> orders = new ConcurrentSkipListMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    /** How many work units are under way, leg by leg. */
    private final Map<String, Integer> openUnits = new HashMap<>();

    private int doneSinceLook;
    private boolean due;

    void put(Order order, long version) {
        Order before = orders.put(order.id(), order);
        versions.put(order.id(), version);
        int open = opens(order) - (before == null ? 0 : opens(before));
        openUnits.merge(order.leg(), open, Integer::sum);
        // As long as units of its leg are under way, one that is done changes nothing of what the leg needs next.
        boolean onlyOneLess = order.isDone() && open < 0 && openUnits.getOrDefault(order.leg(), 0) > 0;
        doneSinceLook += onlyOneLess ? 1 : 0;
        due |= !onlyOneLess || doneSinceLook >= orders.size() / PART;
    }

    private static int opens(Order order) {
        return order.state() == Order.State.OPEN && order.isUnit() ? 1 : 0;
    }

    /**
     * Whether the contract's plan has to be asked what is next. It looks at all orders, so that it is not asked for every
     * one of thousands.
     */
    boolean due() {
        return due || orders.size() <= FEW;
    }

    void looked() {
        due = false;
        doneSinceLook = 0;
    }

    Optional<Order> find(String id) {
        return Optional.ofNullable(orders.get(id));
    }

    long version(String id) {
        return versions.getOrDefault(id, 1L);
    }

    /** By id, in the order of the ids. */
    Map<String, Order> byId() {
        return Collections.unmodifiableMap(orders);
    }

    Collection<Order> all() {
        return Collections.unmodifiableCollection(orders.values());
    }

    int size() {
        return versions.size();
    }
}
