package org.dcrbs.market;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A pairing with the rates by which its two sides pay the coordinator. Nobody pays more commission than it gains by the
 * pairing.
 *
 * @param giverPermille of the worth, in thousandths
 * @param takerPermille of the worth, in thousandths
 */
public record BrokeredPairing(Pairing pairing, long giverPermille, long takerPermille) {
    public BrokeredPairing {
        Check.range("the giver's commission", giverPermille, 0, 1000);
        Check.range("the taker's commission", takerPermille, 0, 1000);
    }

    /** The same pairing at another worth. */
    public BrokeredPairing at(Credits worth) {
        return new BrokeredPairing(pairing.at(worth), giverPermille, takerPermille);
    }

    /** What is due from each party for pairings that belong to one contract, parties in order of their ids. */
    public static List<Commission> commissions(List<BrokeredPairing> pairings) {
        Map<PartyId, Credits> due = new TreeMap<>();
        for (BrokeredPairing brokered : pairings) {
            Pairing pairing = brokered.pairing;
            Credits givers = Credits.min(
                    pairing.worth().permille(brokered.giverPermille),
                    pairing.worth().minus(pairing.reserve()));
            Credits takers = Credits.min(
                    pairing.worth().permille(brokered.takerPermille),
                    pairing.value().minus(pairing.worth()));
            due.merge(pairing.giver(), givers, Credits::plus);
            due.merge(pairing.taker(), takers, Credits::plus);
        }
        return due.entrySet().stream()
                .filter(entry -> entry.getValue().micro() > 0)
                .map(entry -> new Commission(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The contract that these pairings of the same two parties come to. */
    public static ContractTerms contract(
            ContractId id, RoundId round, PartyId coordinator, List<BrokeredPairing> pairings, String policyVersion) {
        List<Leg> legs = new ArrayList<>();
        pairings.forEach(one -> legs.add(new Leg(id + "/" + (legs.size() + 1), one.pairing)));
        return new ContractTerms(id, round, coordinator, legs, commissions(pairings), policyVersion);
    }
}
