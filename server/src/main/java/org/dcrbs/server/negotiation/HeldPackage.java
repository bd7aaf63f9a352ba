package org.dcrbs.server.negotiation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dcrbs.market.BrokeredPairing;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.RoundId;
import org.dcrbs.market.negotiation.Negotiation;

/**
 * The pairings that serve one demand, held until people have agreed on the worth of some of them. All of them become
 * contracts or none does.
 *
 * @param number counts the held packages of a round, from 1
 * @param others those that nobody negotiates
 * @param done whether what follows from its end is carried out: contracts made, or the demand back in the market
 */
public record HeldPackage(
        RoundId round,
        int number,
        ListingId demand,
        PartyId coordinator,
        String policyVersion,
        List<Talk> talks,
        List<BrokeredPairing> others,
        boolean done) {
    public HeldPackage {
        talks = List.copyOf(talks);
        others = List.copyOf(others);
    }

    String id() {
        return round + ":" + number;
    }

    HeldPackage with(int talk, Negotiation state) {
        List<Talk> changed = new ArrayList<>(talks);
        changed.set(talk, talks.get(talk).with(state));
        return with(changed, done);
    }

    HeldPackage finished() {
        return with(talks, true);
    }

    /** As it stands at that time: deadlines kept, the automaton's moves made, and given up if any talk came to nothing. */
    public HeldPackage at(Instant now) {
        HeldPackage later = with(talks.stream().map(talk -> talk.at(now)).toList(), done);
        return later.failure()
                .map(reason -> later.with(
                        later.talks.stream().map(talk -> talk.abandoned(reason)).toList(), done))
                .orElse(later);
    }

    /** Whether there is nothing left to wait for. */
    boolean over() {
        return talks.stream().allMatch(Talk::over);
    }

    /** Why nothing comes of it, if so. */
    public Optional<String> failure() {
        return talks.stream().flatMap(talk -> talk.failure().stream()).findFirst();
    }

    /** At the worths that the automaton would have come to. */
    Stream<BrokeredPairing> deals() {
        return Stream.concat(talks.stream().map(Talk::deal), others.stream());
    }

    /** What it will take from the market if all is agreed on. */
    public List<Pairing> pairings() {
        return deals().map(BrokeredPairing::pairing).toList();
    }

    /** The contracts that would have come of it without people. */
    public List<ContractTerms> expected() {
        return contracts(deals());
    }

    /** The contracts that come of it once all is agreed on. */
    List<ContractTerms> contracts() {
        return contracts(Stream.concat(talks.stream().map(Talk::agreed), others.stream()));
    }

    /** One for each giver, apart from any that the round made between the same two at once. */
    private List<ContractTerms> contracts(Stream<BrokeredPairing> deals) {
        Map<ContractId, List<BrokeredPairing>> byContract = new TreeMap<>();
        deals.forEach(deal -> byContract
                .computeIfAbsent(contract(deal.pairing()), id -> new ArrayList<>())
                .add(deal));
        return byContract.entrySet().stream()
                .map(entry ->
                        BrokeredPairing.contract(entry.getKey(), round, coordinator, entry.getValue(), policyVersion))
                .toList();
    }

    private ContractId contract(Pairing pairing) {
        return new ContractId(ContractTerms.idOf(round, pairing.giver(), pairing.taker()) + ":" + number);
    }

    private HeldPackage with(List<Talk> some, boolean now) {
        return new HeldPackage(round, number, demand, coordinator, policyVersion, some, others, now);
    }
}
