package org.dcrbs.server.round;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dcrbs.market.Commission;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.PartyId;
import org.dcrbs.rules.CommissionRates;
import org.dcrbs.rules.Deal;
import org.dcrbs.rules.PolicySet;

/** What the coordinator gets for pairings between others, by policy, and never more than a side gains by it. */
final class Commissions {
    private Commissions() {}

    static List<Commission> of(List<Pairing> pairings, PartyId coordinator, PolicySet policies) {
        Map<PartyId, Credits> due = new TreeMap<>();
        for (Pairing pairing : pairings) {
            CommissionRates rates = policies.commission(new Deal(
                    pairing.least().category(),
                    pairing.giver(),
                    pairing.taker(),
                    coordinator,
                    pairing.worth(),
                    pairing.surplus()));
            Credits givers = Credits.min(
                    pairing.worth().permille(rates.giverPermille()),
                    pairing.worth().minus(pairing.reserve()));
            Credits takers = Credits.min(
                    pairing.worth().permille(rates.takerPermille()),
                    pairing.value().minus(pairing.worth()));
            due.merge(pairing.giver(), givers, Credits::plus);
            due.merge(pairing.taker(), takers, Credits::plus);
        }
        return due.entrySet().stream()
                .filter(entry -> entry.getValue().micro() > 0)
                .map(entry -> new Commission(entry.getKey(), entry.getValue()))
                .toList();
    }
}
