package org.dcrbs.solver;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What a problem asks of its parts while it grows: ids that are new, indexes that exist, sums that fit. */
final class ProblemChecks {
    private final Set<String> partyIds = new HashSet<>();
    private final Set<String> offerIds = new HashSet<>();
    private final Set<String> bundleIds = new HashSet<>();
    private final Set<Integer> givers = new HashSet<>();
    private final Set<Integer> takers = new HashSet<>();
    private long cells;
    private long amounts;
    private long worths;
    private long uses;

    void party(PartyBounds party) {
        isNew("party", party.id(), partyIds);
    }

    void offer(PairingOffer offer, List<PartyBounds> parties, int slots, boolean swaps) {
        exists("party", offer.party(), parties.size());
        endsBy(offer.until(), slots);
        cells += (long) offer.pools().size() * (offer.until() - offer.from());
        if (cells > PairingProblem.MOST_CELLS) {
            throw new InvalidProblemException("pools", "all pools times their slots pass " + PairingProblem.MOST_CELLS);
        }
        if (swaps && !offer.pools().equals(List.of(1L))) {
            throw new InvalidProblemException("pools", "with maxCycle an offer has one pool of capacity 1");
        }
        if (swaps && !givers.add(offer.party())) {
            throw new InvalidProblemException("party", "with maxCycle a party has at most one offer");
        }
        isNew("offer", offer.id(), offerIds);
    }

    void bundle(Bundle bundle, List<PartyBounds> parties, List<PairingOffer> offers, int slots, boolean swaps) {
        exists("party", bundle.party(), parties.size());
        if (swaps && bundle.lines().size() > 1) {
            throw new InvalidProblemException("lines", "with maxCycle a bundle has one line");
        }
        for (int i = 0; i < bundle.lines().size(); i++) {
            try {
                line(bundle.lines().get(i), offers, slots, swaps);
            } catch (InvalidProblemException e) {
                throw e.within("lines[" + i + "]");
            }
        }
        if (bundle.mandatory()) {
            possible(bundle, offers);
        }
        isNew("bundle", bundle.id(), bundleIds);
        if (swaps && !takers.add(bundle.party())) {
            throw new InvalidProblemException("party", "with maxCycle a party has at most one bundle");
        }
    }

    private void line(Line line, List<PairingOffer> offers, int slots, boolean swaps) {
        endsBy(line.until(), slots);
        for (int k = 0; k < line.candidates().size(); k++) {
            try {
                candidate(line.candidates().get(k), line, offers, swaps);
            } catch (InvalidProblemException e) {
                throw e.within("candidates[" + k + "]");
            }
        }
    }

    private void candidate(Candidate candidate, Line line, List<PairingOffer> offers, boolean swaps) {
        exists("offer", candidate.offer(), offers.size());
        PairingOffer offer = offers.get(candidate.offer());
        if (candidate.uses().size() != offer.pools().size()) {
            throw new InvalidProblemException(
                    "uses",
                    "has " + candidate.uses().size() + " numbers, offer " + offer.id() + " has "
                            + offer.pools().size() + " pools");
        }
        if (line.from() < offer.from() || line.until() > offer.until()) {
            throw new InvalidProblemException(
                    "offer",
                    "the line's window " + line.from() + ".." + line.until() + " is not inside that of offer "
                            + offer.id() + ", " + offer.from() + ".." + offer.until());
        }
        if (swaps && (candidate.worth() != 1 || candidate.uses().get(0) != 1)) {
            throw new InvalidProblemException("worth", "with maxCycle every worth and every use is 1");
        }
        amounts = Checks.total("value", amounts, candidate.value());
        amounts = Checks.total("reserve", amounts, candidate.reserve());
        worths = Checks.total("worth", worths, candidate.worth());
        int length = line.until() - line.from();
        for (long use : candidate.uses()) {
            if (use > PairingProblem.LARGEST_TOTAL / length) {
                throw new InvalidProblemException("uses", use + " in " + length + " slots pass 2^59");
            }
            uses = Checks.total("uses", uses, use * length);
        }
    }

    /** Refuses a mandatory bundle that no choice could serve, even with everything else left out. */
    private static void possible(Bundle bundle, List<PairingOffer> offers) {
        Set<Integer> common = ableProviders(bundle, bundle.lines().get(0), offers);
        for (int i = 0; i < bundle.lines().size(); i++) {
            Set<Integer> able = ableProviders(bundle, bundle.lines().get(i), offers);
            common.retainAll(able);
            if (able.isEmpty() || (bundle.sameProvider() && common.isEmpty())) {
                throw new InvalidProblemException(
                        "lines[" + i + "].candidates", "the bundle is mandatory, yet nobody could serve it this far");
            }
        }
    }

    private static Set<Integer> ableProviders(Bundle bundle, Line line, List<PairingOffer> offers) {
        Set<Integer> able = new HashSet<>();
        for (Candidate candidate : line.candidates()) {
            PairingOffer offer = offers.get(candidate.offer());
            boolean fits = IntStream.range(0, candidate.uses().size())
                    .allMatch(
                            pool -> candidate.uses().get(pool) <= offer.pools().get(pool));
            if (fits && offer.party() != bundle.party()) {
                able.add(offer.party());
            }
        }
        return able;
    }

    private static void isNew(String field, String id, Set<String> seen) {
        if (!seen.add(id)) {
            throw new InvalidProblemException(field, "'" + id + "' is there twice");
        }
    }

    private static void exists(String field, int index, int size) {
        if (index < 0 || index >= size) {
            throw new InvalidProblemException(field, "there is no " + field + " with index " + index);
        }
    }

    private static void endsBy(int until, int slots) {
        if (until > slots) {
            throw new InvalidProblemException("until", until + " is after the last slot, " + slots);
        }
    }
}
