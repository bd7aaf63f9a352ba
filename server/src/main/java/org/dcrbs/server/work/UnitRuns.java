package org.dcrbs.server.work;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dcrbs.market.PartyId;

/**
 * The runs of one work unit, each at another provider: the giver's, and those that check it. Their outputs are compared by
 * SHA-256. What more than half of them computed holds.
 */
final class UnitRuns {
    /** So many checks are tried, those that came to nothing among them. */
    static final int MOST_CHECKS = 8;

    private final int unit;
    private final Order first;
    private final List<Order> checks = new ArrayList<>();

    UnitRuns(int unit, LegOrders orders) {
        this.unit = unit;
        this.first = orders.done(computing(unit));
        // They are numbered without a gap.
        Optional<Order> check = orders.find(checking(0, unit));
        while (check.isPresent()) {
            checks.add(check.get());
            check = next(0).flatMap(orders::find);
        }
    }

    /** The name of the giver's order. */
    static String computing(int unit) {
        return "u" + unit;
    }

    /** The name of the nth order that checks it, counted from 0. */
    static String checking(int nth, int unit) {
        return (char) ('a' + nth) + String.valueOf(unit);
    }

    int unit() {
        return unit;
    }

    boolean isChecked() {
        return !checks.isEmpty();
    }

    /** The name of the next order that checks it; empty if too many have come to nothing. */
    Optional<String> next(int ahead) {
        int nth = checks.size() + ahead;
        return nth < MOST_CHECKS ? Optional.of(checking(nth, unit)) : Optional.empty();
    }

    /** Who can't check it any more. */
    Set<PartyId> taken() {
        Set<PartyId> taken = new HashSet<>(Set.of(first.executor()));
        checks.forEach(check -> taken.add(check.executor()));
        return taken;
    }

    List<Order> open() {
        return checks.stream()
                .filter(check -> check.state() == Order.State.OPEN)
                .toList();
    }

    /** Those that checked it to the end. */
    List<Order> checked() {
        return checks.stream().filter(Order::isDone).toList();
    }

    /** All that have an output, the giver's first. */
    List<Order> done() {
        List<Order> done = new ArrayList<>();
        if (first.isDone()) {
            done.add(first);
        }
        done.addAll(checked());
        return done;
    }

    /** What more than half of the runs computed. */
    Optional<String> agreed() {
        Map<String, Integer> votes = new HashMap<>();
        List<Order> done = done();
        done.forEach(run -> votes.merge(run.output(), 1, Integer::sum));
        return votes.entrySet().stream()
                .filter(entry -> 2 * entry.getValue() > done.size())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Whether the taker asked for this run, as one of so many results. */
    boolean isAsked(Order check, int redundancy) {
        return checked().indexOf(check) < redundancy - 1;
    }

    /** In words, who computed what. */
    String account() {
        StringBuilder account = new StringBuilder("unit " + unit + ":");
        for (Order run : done()) {
            account.append(account.charAt(account.length() - 1) == ':' ? " " : ", ")
                    .append(run.executor())
                    .append(" computed ")
                    .append(run.output(), 0, 12)
                    .append("...");
        }
        return account.toString();
    }
}
