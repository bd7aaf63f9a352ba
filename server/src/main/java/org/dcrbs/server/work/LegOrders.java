package org.dcrbs.server.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.dcrbs.market.Leg;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.server.work.Step.Draft;

/** The orders of one leg: their ids are the leg's, a slash and a name. */
final class LegOrders {
    private final Leg leg;
    private final Map<String, Order> ofContract;

    /** @param ofContract those of the whole contract, by id */
    LegOrders(Leg leg, Map<String, Order> ofContract) {
        this.leg = leg;
        this.ofContract = ofContract;
    }

    Optional<Order> find(String name) {
        return Optional.ofNullable(ofContract.get(id(name)));
    }

    /** One that is known to be done. */
    Order done(String name) {
        return Objects.requireNonNull(ofContract.get(id(name)));
    }

    Optional<Order> failed() {
        return ofContract.values().stream()
                .filter(order -> order.leg().equals(leg.id()) && order.state() == Order.State.FAILED)
                .findFirst();
    }

    Optional<Order> failed(String name) {
        return find(name).filter(order -> order.state() == Order.State.FAILED);
    }

    /** The ids of those that are still open. */
    List<String> open() {
        return ofContract.values().stream()
                .filter(order -> order.leg().equals(leg.id()) && order.state() == Order.State.OPEN)
                .map(Order::id)
                .toList();
    }

    Draft draft(String name, PartyId executor, WorkOrder.Builder task) {
        return new Draft(id(name), executor, task);
    }

    Optional<Step> one(String name, PartyId executor, WorkOrder.Builder task) {
        return all(List.of(draft(name, executor, task)));
    }

    /** Issues those of the orders that aren't yet; waits for the others; empty when all are done. */
    Optional<Step> all(List<Draft> drafts) {
        List<Draft> missing = new ArrayList<>();
        boolean done = true;
        for (Draft draft : drafts) {
            Order order = ofContract.get(draft.id());
            if (order == null) {
                missing.add(draft);
            } else {
                done &= order.isDone();
            }
        }
        if (!missing.isEmpty()) {
            return Optional.of(new Step.Issue(missing));
        }
        return done ? Optional.empty() : Optional.of(new Step.Waiting());
    }

    String id(String name) {
        return leg.id() + "/" + name;
    }
}
