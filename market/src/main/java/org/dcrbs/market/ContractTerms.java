package org.dcrbs.market;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What two parties agreed to in one round: everything that either gives the other, and what the coordinator gets for it.
 *
 * @param coordinator who receives the commissions
 */
public record ContractTerms(
        ContractId id,
        RoundId round,
        PartyId coordinator,
        List<Leg> legs,
        List<Commission> commissions,
        String policyVersion) {
    public ContractTerms {
        Check.that(!legs.isEmpty(), "contract " + id + ": no legs");
        Set<String> ids = new HashSet<>();
        for (Leg leg : legs) {
            Check.that(ids.add(leg.id()), "contract " + id + ": two legs are named " + leg.id());
        }
        legs = List.copyOf(legs);
        commissions = List.copyOf(commissions);
        List<PartyId> parties = partiesOf(legs);
        Check.that(parties.size() == 2, "contract " + id + ": between " + parties + ", not two parties");
        for (Commission commission : commissions) {
            Check.that(
                    parties.contains(commission.payer()),
                    "contract " + id + ": commission of " + commission.payer() + ", who is no party to it");
        }
    }

    /** The id of the contract between the two parties in that round, whichever is named first. */
    public static ContractId idOf(RoundId round, PartyId one, PartyId other) {
        boolean inOrder = one.compareTo(other) <= 0;
        return new ContractId(round + "." + (inOrder ? one : other) + "+" + (inOrder ? other : one));
    }

    /** The two parties, in order of their ids. */
    public List<PartyId> parties() {
        return partiesOf(legs);
    }

    /** When the last delivery ends. */
    public Instant until() {
        return legs.stream()
                .map(leg -> leg.pairing().window().until())
                .max(Instant::compareTo)
                .orElseThrow();
    }

    /** Takes from each party what its side costs, commissions included, and holds it. */
    public Transfer escrow(Instant at) {
        Map<PartyId, Credits> held = new TreeMap<>();
        legs.forEach(leg -> held.merge(leg.pairing().taker(), leg.pairing().worth(), Credits::plus));
        commissions.forEach(commission -> held.merge(commission.payer(), commission.amount(), Credits::plus));
        List<Posting> postings = new ArrayList<>();
        Credits total = Credits.ZERO;
        for (Map.Entry<PartyId, Credits> entry : held.entrySet()) {
            postings.add(new Posting(
                    new Account.OfParty(entry.getKey()), entry.getValue().negate()));
            total = total.plus(entry.getValue());
        }
        postings.add(new Posting(new Account.Escrow(id), total));
        return new Transfer(new TransferId(id + ".escrow"), at, "held for contract " + id, postings);
    }

    /**
     * Pays out all that was held: the worth of each delivered leg to its giver, that of the others back to their takers.
     * Commissions are earned in the proportion of the worth delivered, the rest goes back. Money that was the thing itself
     * goes from its giver to its taker.
     */
    public Transfer settlement(Set<String> delivered, Instant at) {
        Map<PartyId, Credits> paid = new HashMap<>();
        Credits all = Credits.ZERO;
        Credits done = Credits.ZERO;
        for (Leg leg : legs) {
            Pairing pairing = leg.pairing();
            boolean given = delivered.contains(leg.id());
            paid.merge(given ? pairing.giver() : pairing.taker(), pairing.worth(), Credits::plus);
            all = all.plus(pairing.worth());
            done = given ? done.plus(pairing.worth()) : done;
        }
        Credits held = all;
        for (Commission commission : commissions) {
            Credits earned = all.micro() == 0
                    ? Credits.ZERO
                    : commission.amount().portion(BigInteger.valueOf(done.micro()), BigInteger.valueOf(all.micro()));
            paid.merge(coordinator, earned, Credits::plus);
            paid.merge(commission.payer(), commission.amount().minus(earned), Credits::plus);
            held = held.plus(commission.amount());
        }
        List<Posting> postings = new ArrayList<>();
        postings.add(new Posting(new Account.Escrow(id), held.negate()));
        new TreeMap<>(paid).forEach((party, amount) -> postings.add(new Posting(new Account.OfParty(party), amount)));
        for (Leg leg : legs) {
            Pairing pairing = leg.pairing();
            if (delivered.contains(leg.id()) && pairing.least() instanceof Money money) {
                Credits amount = Credits.micro(money.amount());
                postings.add(new Posting(Account.of(money, pairing.giver()), amount.negate()));
                postings.add(new Posting(Account.of(money, pairing.taker()), amount));
            }
        }
        return new Transfer(new TransferId(id + ".settled"), at, "settlement of contract " + id, postings);
    }

    private static List<PartyId> partiesOf(List<Leg> legs) {
        return legs.stream()
                .flatMap(leg -> List.of(leg.pairing().giver(), leg.pairing().taker()).stream())
                .distinct()
                .sorted()
                .toList();
    }
}
