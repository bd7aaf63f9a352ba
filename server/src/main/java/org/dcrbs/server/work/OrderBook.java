package org.dcrbs.server.work;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.PartyId;
import org.dcrbs.server.contract.Contracts;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The orders of contracts under way, in memory: only ever a copy of the store, changed after it, and made anew from it when
 * in doubt. It holds so many orders and no more; of a contract that has been left out the store is asked again.
 *
 * <p>Who reads or changes a contract's orders holds the contract's lock; {@link #find} needs none.
 */
@Component
class OrderBook {
    private static final int MOST = 100_000;

    private final OrderStore store;
    private final Nodes nodes;
    private final OpenOrders open;
    /** By when they were last asked for. */
    private final Map<ContractId, ContractOrders> held = new LinkedHashMap<>(16, 0.75f, true);

    private int size;

    OrderBook(
            OrderStore store,
            Contracts contracts,
            Reviewed reviewed,
            Nodes nodes,
            @Value("${dcrbs.work.window:256}") int window) {
        this.store = store;
        this.nodes = nodes;
        this.open = new OpenOrders(window);
        Set<ContractId> underWay = new HashSet<>(reviewed.contracts());
        contracts.unfinished().forEach(contract -> underWay.add(contract.terms().id()));
        underWay.forEach(this::of);
    }

    private void note(Order order) {
        if (order.state() == Order.State.OPEN) {
            open.add(order);
        } else {
            open.end(order.executor(), order.id());
        }
    }

    /** All orders of the contract. */
    ContractOrders of(ContractId contract) {
        Optional<ContractOrders> known = held(contract);
        if (known.isPresent()) {
            return known.get();
        }
        ContractOrders loaded = new ContractOrders();
        OrderStore.Kept kept = store.ofContract(contract);
        kept.orders().forEach(loaded::put);
        kept.orders().forEach(this::note);
        loaded.logged(kept.entries());
        hold(contract, loaded);
        return loaded;
    }

    /** The contract's orders, if they are in memory. */
    synchronized Optional<ContractOrders> held(ContractId contract) {
        return Optional.ofNullable(held.get(contract));
    }

    private synchronized void hold(ContractId contract, ContractOrders orders) {
        held.put(contract, orders);
        size += orders.size();
        makeRoom();
    }

    private void makeRoom() {
        Iterator<ContractOrders> oldest = held.values().iterator();
        while (size > MOST && held.size() > 1 && oldest.hasNext()) {
            size -= oldest.next().size();
            oldest.remove();
        }
    }

    /** Tells that the contract has no orders yet, so that the store need not be searched for them. */
    void begin(ContractId contract) {
        if (held(contract).isEmpty()) {
            hold(contract, new ContractOrders());
        }
    }

    /** Lets go of the contract's orders, because nothing happens to it any more or because the copy may be wrong. */
    synchronized void forget(ContractId contract) {
        ContractOrders gone = held.remove(contract);
        size -= gone == null ? 0 : gone.size();
    }

    /** Adds orders that aren't there yet; on return they are stored. */
    void add(ContractId contract, List<Order> orders) {
        ContractOrders known = of(contract);
        int before = known.size();
        List<Order> fresh = orders.stream()
                .filter(order -> known.find(order.id()).isEmpty())
                .toList();
        log(Map.of(contract, fresh), true);
        synchronized (this) {
            size += held.get(contract) == known ? known.size() - before : 0;
            makeRoom();
        }
    }

    /** Replaces orders, of whatever contracts; on return they are stored. */
    void replace(Collection<Order> orders) {
        log(orders.stream().collect(Collectors.groupingBy(Order::contract)), false);
    }

    private void log(Map<ContractId, List<Order>> changes, boolean fresh) {
        Map<ContractId, ContractOrders> known = new HashMap<>();
        List<OrderStore.Entry> entries = new ArrayList<>();
        changes.forEach((contract, orders) -> {
            ContractOrders before = of(contract);
            known.put(contract, before);
            entries.addAll(OrderStore.entries(contract, before.entries(), orders, fresh));
        });
        try {
            store.add(entries);
        } catch (RuntimeException e) {
            changes.keySet().forEach(this::forget);
            throw e;
        }
        // Not those that are held by now: they may have been read back from the store, with these changes.
        for (OrderStore.Entry entry : entries) {
            ContractOrders changed = Objects.requireNonNull(known.get(entry.contract()));
            entry.orders().forEach(changed::put);
            entry.orders().forEach(this::note);
            changed.logged(1);
        }
    }

    /** One order, as it is at this moment. */
    Optional<Order> find(ContractId contract, String id) {
        Optional<ContractOrders> known = held(contract);
        return known.isPresent() ? known.get().find(id) : store.find(id);
    }

    /** What the party's node has still to do. */
    List<OpenOrders.Ref> openOf(PartyId party) {
        return open.of(party);
    }

    /** The order if it is open and the party's. */
    Optional<OpenOrders.Ref> open(PartyId party, String id) {
        return open.find(party, id);
    }

    /** The order's executor need not do it. */
    void pass(PartyId executor, String id) {
        open.end(executor, id);
    }

    /** Gives the party's node what it may have now. */
    void give(PartyId party) {
        for (OpenOrders.Ref ref : open.next(party)) {
            find(ref.contract(), ref.id())
                    .filter(order -> order.state() == Order.State.OPEN)
                    .ifPresent(order -> nodes.send(party, order.order()));
        }
    }

    /** The same for a node that has just connected: what it was given may not have reached it. */
    void giveAgain(PartyId party) {
        open.again(party);
        give(party);
    }
}
