package org.dcrbs.server.demo;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.dcrbs.market.Contract;
import org.dcrbs.market.Leg;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.RoundId;
import org.dcrbs.server.RunningServer;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.report.SpecWords;
import org.dcrbs.server.round.Round;
import org.dcrbs.server.round.Rounds;
import org.dcrbs.server.work.Order;
import org.dcrbs.server.work.WorkService;

/** Tells how a round comes along: its stages, then each delivery as it is checked. */
final class RoundWatch {
    private static final Pattern UNIT = Pattern.compile("/u[0-9]+$");
    private static final Pattern AUDIT = Pattern.compile("/[a-h][0-9]+$");

    private final Rounds rounds;
    private final Contracts contracts;
    private final WorkService work;
    private final RoundId round;
    private final Consumer<String> tell;
    private final Set<String> told = new HashSet<>();
    private String stage = "";

    RoundWatch(RunningServer server, RoundId round, Consumer<String> tell) {
        this.rounds = server.bean(Rounds.class);
        this.contracts = server.bean(Contracts.class);
        this.work = server.bean(WorkService.class);
        this.round = round;
        this.tell = tell;
    }

    /** Tells what is new; returns the round as it stands. */
    Round look() {
        Round now = rounds.find(round).orElseThrow();
        String words = rounds.progress(round).orElse(now.stage().words());
        if (!now.over() && !words.equals(stage)) {
            stage = words;
            tell.accept("  " + words);
        }
        contracts.ofRound(round).forEach(this::tellDelivered);
        return now;
    }

    private void tellDelivered(Contract contract) {
        for (Leg leg : contract.terms().legs()) {
            if (contract.delivered().contains(leg.id()) && told.add(leg.id())) {
                tell.accept("    " + delivered(contract, leg));
            }
        }
        if (contract instanceof Contract.Breached breached
                && told.add(breached.terms().id().value())) {
            tell.accept("    breached: " + breached.reason());
        }
    }

    private String delivered(Contract contract, Leg leg) {
        Pairing pairing = leg.pairing();
        Collection<Order> orders = work.ordersOf(contract.terms().id());
        List<Order> own = orders.stream()
                .filter(order -> order.leg().equals(leg.id()))
                .filter(order -> UNIT.matcher(order.id()).find())
                .toList();
        Optional<Order> checked = orders.stream()
                .filter(order -> !own.isEmpty() && order.leg().equals(leg.id()))
                .filter(order -> AUDIT.matcher(order.id()).find())
                .findFirst();
        return "delivered: " + pairing.giver() + " to " + pairing.taker() + ", " + SpecWords.of(pairing.least())
                + (own.size() > 1 ? ", " + own.size() + " work units" : "")
                + checked.map(order -> ", checked on the node of " + order.executor())
                        .orElse("");
    }
}
