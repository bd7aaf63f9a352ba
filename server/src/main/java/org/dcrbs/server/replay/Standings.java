package org.dcrbs.server.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dcrbs.market.Commission;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Leg;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.server.replay.ReplayResult.PartyChange;
import org.dcrbs.server.replay.ReplayResult.Standing;

/** What contracts do to each party if all of them are kept. */
final class Standings {
    private final Map<PartyId, Standing> standings = new TreeMap<>();

    private Standings(List<ContractTerms> contracts) {
        for (ContractTerms terms : contracts) {
            terms.legs().stream().map(Leg::pairing).forEach(this::add);
            for (Commission commission : terms.commissions()) {
                Credits amount = commission.amount();
                add(commission.payer(), new Standing(Credits.ZERO, Credits.ZERO, amount, amount.negate()));
                add(terms.coordinator(), new Standing(Credits.ZERO, Credits.ZERO, amount.negate(), amount));
            }
        }
    }

    /** Those who lose most first. */
    static List<PartyChange> changes(Iterable<Party> parties, List<ContractTerms> before, List<ContractTerms> after) {
        Standings old = new Standings(before);
        Standings now = new Standings(after);
        List<PartyChange> changes = new ArrayList<>();
        for (Party party : parties) {
            changes.add(new PartyChange(party.id(), party.name(), old.of(party.id()), now.of(party.id())));
        }
        changes.sort(Comparator.comparing(PartyChange::gainChange));
        return changes;
    }

    /** By how much a party's gain differs, either way, in the mean. */
    static Credits meanGainChange(List<PartyChange> changes) {
        long moved = changes.stream()
                .mapToLong(change -> Math.abs(change.gainChange().micro()))
                .sum();
        return Credits.micro(moved / Math.max(1, changes.size()));
    }

    private Standing of(PartyId party) {
        return standings.getOrDefault(party, Standing.NONE);
    }

    private void add(Pairing pairing) {
        Credits worth = pairing.worth();
        add(pairing.giver(), new Standing(worth, Credits.ZERO, Credits.ZERO, worth.minus(pairing.reserve())));
        add(
                pairing.taker(),
                new Standing(Credits.ZERO, worth, Credits.ZERO, pairing.value().minus(worth)));
    }

    private void add(PartyId party, Standing standing) {
        standings.merge(party, standing, Standing::plus);
    }
}
