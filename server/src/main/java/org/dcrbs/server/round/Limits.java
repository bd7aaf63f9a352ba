package org.dcrbs.server.round;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.dcrbs.market.Consideration;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Requirement;
import org.dcrbs.rules.CommissionRates;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.server.search.DemandEntry;
import org.dcrbs.server.search.Found;
import org.dcrbs.solver.PartyBounds;

/**
 * How far each party's net may go in a round: at most what its balance and credit allow, commission set aside; and for
 * those that only barter, what they get may differ from what they give by no more than their tolerance.
 */
final class Limits {
    private final PolicySet policies;

    Limits(PolicySet policies) {
        this.policies = policies;
    }

    Map<PartyId, PartyBounds> bounds(Snapshot snapshot, List<Found> found) {
        Map<PartyId, List<DemandEntry>> demands = new LinkedHashMap<>();
        found.forEach(one -> demands.computeIfAbsent(one.demand().party().id(), id -> new ArrayList<>())
                .add(one.demand()));
        Map<PartyId, PartyBounds> bounds = new LinkedHashMap<>();
        for (Party party : snapshot.parties().values()) {
            Credits balance = snapshot.balances().getOrDefault(party.id(), Credits.ZERO);
            bounds.put(party.id(), bounds(party, balance, demands.getOrDefault(party.id(), List.of())));
        }
        return bounds;
    }

    private PartyBounds bounds(Party party, Credits balance, List<DemandEntry> demands) {
        Credits demanded = demanded(demands);
        Credits funds = balance.plus(party.creditLimit()).minus(commission(demanded));
        Credits most = Credits.max(funds, Credits.ZERO);
        boolean inKind = !demands.isEmpty()
                && demands.stream().allMatch(entry -> entry.demand().inReturn() instanceof Consideration.InKind);
        if (party.barterTolerance().isEmpty() && !inKind) {
            return PairingMapping.bounds(party.id(), OptionalLong.empty(), most);
        }
        Credits tolerance = party.barterTolerance().orElse(policies.barterTolerance(demanded));
        return PairingMapping.bounds(party.id(), OptionalLong.of(-tolerance.micro()), Credits.min(tolerance, most));
    }

    /** What the party would give for everything; the most that there is if its bids together exceed it. */
    private static Credits demanded(List<DemandEntry> demands) {
        Credits demanded = Credits.ZERO;
        for (DemandEntry entry : demands) {
            for (Requirement requirement : entry.demand().requirements()) {
                Credits room = Credits.MOST.minus(demanded);
                demanded = demanded.plus(Credits.min(entry.value(requirement), room));
            }
        }
        return demanded;
    }

    /** What commission may come to, at most, on all that a party takes and on as much that it gives. */
    private Credits commission(Credits demanded) {
        CommissionRates most = policies.mostCommission();
        return demanded.portion(
                BigInteger.valueOf(most.giverPermille() + most.takerPermille()), BigInteger.valueOf(1000));
    }
}
