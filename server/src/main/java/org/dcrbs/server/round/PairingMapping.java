package org.dcrbs.server.round;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.dcrbs.market.Category;
import org.dcrbs.market.Credits;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Requirement;
import org.dcrbs.server.search.Candidate;
import org.dcrbs.server.search.Found;
import org.dcrbs.server.search.OfferEntry;
import org.dcrbs.solver.Bundle;
import org.dcrbs.solver.Line;
import org.dcrbs.solver.PairingOffer;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PartyBounds;
import org.dcrbs.solver.pricing.PricedAnswer;
import org.dcrbs.solver.pricing.PricedPairing;

/**
 * A searched market as the neutral pairing problem, and the way back. Only demands with candidates for all of their
 * requirements become bundles.
 */
final class PairingMapping {
    private final List<Found> bundles;
    /** By line of the problem. */
    private final List<Category> categories = new ArrayList<>();

    private final List<List<List<Candidate>>> candidates = new ArrayList<>();
    private final Worths worths;
    private final PairingProblem problem;

    /**
     * @param bounds how far each party's net may go
     * @param worths what each candidate would be paid
     */
    PairingMapping(String name, List<Found> found, Map<PartyId, PartyBounds> bounds, Worths worths) {
        this.bundles = found.stream().filter(Found::isComplete).toList();
        this.worths = worths;
        TimeGrid grid = TimeGrid.of(bundles.stream()
                .flatMap(one -> one.demand().demand().requirements().stream())
                .map(Requirement::window)
                .toList());
        PairingProblem.Builder builder = PairingProblem.builder(name, grid.slots());
        Map<PartyId, Integer> parties = new HashMap<>();
        for (Map.Entry<PartyId, PartyBounds> party : bounds.entrySet()) {
            parties.put(party.getKey(), builder.partyCount());
            builder.party(party.getValue());
        }
        Map<ListingId, Integer> offers = addOffers(builder, grid, parties);
        for (Found one : bundles) {
            addBundle(builder, grid, parties, offers, one);
        }
        this.problem = builder.build();
    }

    PairingProblem problem() {
        return problem;
    }

    /** The demand behind a bundle. */
    Found bundle(int index) {
        return bundles.get(index);
    }

    /** The pairings of an answer, at the worths it was priced at. */
    List<Pairing> pairings(PricedAnswer priced) {
        return priced.pairings().stream().map(this::pairing).toList();
    }

    private Pairing pairing(PricedPairing priced) {
        Found found = bundles.get(priced.bundle());
        int line = priced.line() - problem.firstLine(priced.bundle());
        Requirement requirement = found.demand().demand().requirements().get(line);
        Candidate chosen = candidates
                .get(priced.bundle())
                .get(line)
                .get(priced.candidate() - problem.firstCandidate(priced.line()));
        return new Pairing(
                found.demand().demand().id(),
                requirement.name(),
                found.demand().party().id(),
                chosen.offer().offer().id(),
                chosen.offer().party().id(),
                requirement.least(),
                requirement.window(),
                chosen.value(),
                chosen.reserve(),
                Credits.micro(priced.worth()));
    }

    /** What the requirement behind a line is for. */
    Category category(int line) {
        return categories.get(line);
    }

    private Map<ListingId, Integer> addOffers(
            PairingProblem.Builder builder, TimeGrid grid, Map<PartyId, Integer> parties) {
        Map<ListingId, OfferEntry> wanted = new LinkedHashMap<>();
        for (Found one : bundles) {
            one.candidates()
                    .forEach(line -> line.forEach(candidate ->
                            wanted.putIfAbsent(candidate.offer().offer().id(), candidate.offer())));
        }
        Map<ListingId, Integer> indices = new HashMap<>();
        for (OfferEntry entry : wanted.values()) {
            int[] slots = grid.within(entry.offer().window());
            // What is given away for good is used up by whoever takes it, whenever that is.
            boolean lent = OfferEntry.isLent(entry.offer().spec().category());
            int from = lent ? slots[0] : 0;
            int until = lent ? slots[1] : grid.slots();
            if (from < until) {
                indices.put(entry.offer().id(), indices.size());
                builder.offer(new PairingOffer(
                        entry.offer().id().value(),
                        Objects.requireNonNull(parties.get(entry.party().id())),
                        from,
                        until,
                        List.of(entry.free())));
            }
        }
        return indices;
    }

    private void addBundle(
            PairingProblem.Builder builder,
            TimeGrid grid,
            Map<PartyId, Integer> parties,
            Map<ListingId, Integer> offers,
            Found found) {
        List<Line> lines = new ArrayList<>();
        List<List<Candidate>> mapped = new ArrayList<>();
        for (int i = 0; i < found.candidates().size(); i++) {
            Requirement requirement = found.demand().demand().requirements().get(i);
            Category category = requirement.least().category();
            boolean lent = OfferEntry.isLent(category);
            int from = lent ? grid.floor(requirement.window().from()) : 0;
            int until = lent ? grid.ceiling(requirement.window().until()) : grid.slots();
            List<Candidate> kept = new ArrayList<>();
            List<org.dcrbs.solver.Candidate> neutral = new ArrayList<>();
            for (Candidate candidate : found.candidates().get(i)) {
                Integer offer = offers.get(candidate.offer().offer().id());
                int[] slots = grid.within(candidate.offer().offer().window());
                if (offer != null && (!lent || (slots[0] <= from && until <= slots[1]))) {
                    kept.add(candidate);
                    neutral.add(org.dcrbs.solver.Candidate.of(
                            offer,
                            candidate.value().micro(),
                            candidate.reserve().micro(),
                            worths.of(category, candidate).micro(),
                            requirement.least().units()));
                }
            }
            mapped.add(kept);
            categories.add(category);
            lines.add(new Line(requirement.name(), from, until, neutral));
        }
        candidates.add(mapped);
        builder.bundle(new Bundle(
                found.demand().demand().id().value(),
                Objects.requireNonNull(parties.get(found.demand().party().id())),
                lines,
                found.demand().demand().sameProvider(),
                found.demand().demand().distinctProviders(),
                false));
    }

    /** The most that a party's net may come to, where nothing else bounds it. */
    static PartyBounds bounds(PartyId party, OptionalLong netMin, Credits netMax) {
        return new PartyBounds(party.value(), netMin, OptionalLong.of(netMax.micro()));
    }
}
