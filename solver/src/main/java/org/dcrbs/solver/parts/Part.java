package org.dcrbs.solver.parts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.dcrbs.solver.Bundle;
import org.dcrbs.solver.Candidate;
import org.dcrbs.solver.Line;
import org.dcrbs.solver.PairingOffer;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PartyBounds;
import org.dcrbs.solver.ServedBundle;

/** A part of a problem as a problem of its own, and how its answer reads in the whole. */
public final class Part {
    private final PairingProblem problem;
    private final List<Integer> bundles;
    private final List<Integer> offers;
    private final List<Integer> parties;
    private final List<List<List<Integer>>> picks;

    private Part(Builder from) {
        problem = from.problem.build();
        bundles = from.bundles;
        offers = from.offers;
        parties = from.parties;
        picks = from.picks;
    }

    public PairingProblem problem() {
        return problem;
    }

    /** The whole's index of an offer of the part. */
    public int offer(int offer) {
        return offers.get(offer);
    }

    /** The whole's index of a party of the part; nothing if it has none there. */
    public OptionalInt party(int party) {
        return party < parties.size() ? OptionalInt.of(parties.get(party)) : OptionalInt.empty();
    }

    /** The whole's bundles that are in the part. */
    public List<Integer> bundles() {
        return List.copyOf(bundles);
    }

    /** Pairings of the part as pairings of the whole. */
    public List<ServedBundle> inWhole(List<ServedBundle> pairings) {
        List<ServedBundle> same = new ArrayList<>();
        for (ServedBundle served : pairings) {
            if (served.bundle() < bundles.size()) {
                List<Integer> there = new ArrayList<>();
                for (int i = 0; i < served.picks().size(); i++) {
                    int pick = served.picks().get(i);
                    there.add(picks.get(served.bundle()).get(i).get(pick));
                }
                same.add(new ServedBundle(bundles.get(served.bundle()), there));
            }
        }
        return same;
    }

    /** Takes parties, then offers, then bundles, then what else takes from the offers. */
    static final class Builder {
        private final PairingProblem whole;
        private final PairingProblem.Builder problem;
        private final List<Integer> bundles = new ArrayList<>();
        private final List<Integer> offers = new ArrayList<>();
        private final List<Integer> parties = new ArrayList<>();
        /** By party of the whole, its index in the part, or -1. */
        private final int[] partyAt;

        private final List<List<List<Integer>>> picks = new ArrayList<>();
        private int holds;

        Builder(PairingProblem whole, String name) {
            this.whole = whole;
            partyAt = new int[whole.parties().size()];
            Arrays.fill(partyAt, -1);
            problem = PairingProblem.builder(name, whole.slots());
        }

        /** Adds a party of the whole. */
        void party(int party, PartyBounds bounds) {
            partyAt[party] = parties.size();
            parties.add(party);
            problem.party(bounds);
        }

        boolean hasParty(int party) {
            return partyAt[party] >= 0;
        }

        /** Adds what the part gets of an offer of the whole; its index in the part. */
        int offer(int offer, String id, int from, int until, List<Long> pools) {
            int party = partyAt[whole.offers().get(offer).party()];
            problem.offer(new PairingOffer(id, party, from, until, pools));
            offers.add(offer);
            return offers.size() - 1;
        }

        /** A candidate of the whole, at an offer of the part. */
        record Open(int candidate, int offer) {}

        /** Adds a bundle of the whole, by line what of its candidates is open to it. */
        void bundle(int bundle, String id, List<List<Open>> open) {
            List<Line> lines = new ArrayList<>();
            List<List<Integer>> there = new ArrayList<>();
            for (int i = 0; i < open.size(); i++) {
                int line = whole.firstLine(bundle) + i;
                List<Candidate> candidates = new ArrayList<>();
                List<Integer> picksOfLine = new ArrayList<>();
                for (Open each : open.get(i)) {
                    int k = each.candidate();
                    candidates.add(
                            new Candidate(each.offer(), whole.value(k), whole.reserve(k), whole.worth(k), uses(k)));
                    picksOfLine.add(k - whole.firstCandidate(line));
                }
                lines.add(new Line(whole.lineId(line), whole.lineFrom(line), whole.lineUntil(line), candidates));
                there.add(picksOfLine);
            }
            problem.bundle(new Bundle(
                    id,
                    partyAt[whole.bundleParty(bundle)],
                    lines,
                    whole.sameProvider(bundle),
                    whole.distinctProviders(bundle),
                    whole.mandatory(bundle)));
            bundles.add(bundle);
            picks.add(there);
        }

        /** Keeps free in an offer of the part what a candidate of the whole takes of it. */
        void hold(int line, int candidate, int offer) {
            String id = "held/" + holds++;
            Candidate only = new Candidate(offer, 0, 0, 0, uses(candidate));
            Line held = new Line("l", whole.lineFrom(line), whole.lineUntil(line), List.of(only));
            problem.bundle(new Bundle(id, parties.size(), List.of(held), false, false, true));
        }

        /** Adds the party that bundles are held for. No party can be added after it. */
        void holder() {
            problem.party(PartyBounds.unbounded("held"));
        }

        Part build() {
            return new Part(this);
        }

        List<Long> uses(int candidate) {
            int pools = whole.offers().get(whole.offer(candidate)).pools().size();
            List<Long> uses = new ArrayList<>(pools);
            for (int pool = 0; pool < pools; pool++) {
                uses.add(whole.use(candidate, pool));
            }
            return uses;
        }
    }
}
