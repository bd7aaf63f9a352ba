package org.dcrbs.solver.cycles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.dcrbs.solver.Bundle;
import org.dcrbs.solver.Candidate;
import org.dcrbs.solver.Line;
import org.dcrbs.solver.PairingOffer;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PartyBounds;
import org.dcrbs.solver.ServedBundle;
import org.dcrbs.solver.cycles.SwapGraph.Arc;

/**
 * A swap market as a choice of cycles and chains: each is a bundle that takes one unit of each of its parties. A party
 * that must take part is worth a bonus larger than everything else.
 */
public final class CyclePacking {
    private static final int MOST_SWAPS = 1_000_000;
    private static final int GIVER = 0;
    private static final int TAKER = 1;

    private final PairingProblem market;
    private final List<Swaps> swaps;
    private final boolean complete;
    private final long bonus;
    private final int obliged;
    private final PairingProblem packing;
    private final int[] bundleOf;

    public CyclePacking(PairingProblem market) {
        this.market = market;
        SwapGraph graph = new SwapGraph(market);
        SwapSearch search = new SwapSearch(graph, market.maxCycle().orElseThrow(), MOST_SWAPS);
        swaps = search.run();
        complete = !search.full();
        bundleOf = new int[market.parties().size()];
        Arrays.fill(bundleOf, -1);
        for (int b = 0; b < market.bundleCount(); b++) {
            bundleOf[market.bundleParty(b)] = b;
        }
        BitSet must = obliged(graph);
        obliged = must.cardinality();
        bonus = obliged == 0
                ? 0
                : swaps.stream().mapToLong(s -> Math.abs(s.surplus())).sum() + 1;
        packing = packing(must);
    }

    /** The choice as a pairing problem. */
    public PairingProblem problem() {
        return packing;
    }

    /** Whether every cycle and chain is in it, so that its bound holds for the market. */
    public boolean complete() {
        return complete;
    }

    /** How many parties must take part. */
    public int obliged() {
        return obliged;
    }

    /** What all who must take part add to the packing's objective. */
    public long bonuses() {
        return Math.multiplyExact(bonus, obliged);
    }

    /** The market's pairings by the chosen bundles of the packing, in the order of the market's bundles. */
    public List<ServedBundle> pairings(List<ServedBundle> chosen) {
        List<ServedBundle> pairings = new ArrayList<>();
        for (ServedBundle served : chosen) {
            for (Arc arc : swaps.get(served.bundle()).arcs()) {
                int bundle = bundleOf[arc.receiver()];
                int pick = arc.candidate() - market.firstCandidate(market.firstLine(bundle));
                pairings.add(new ServedBundle(bundle, List.of(pick)));
            }
        }
        pairings.sort(Comparator.comparingInt(ServedBundle::bundle));
        return pairings;
    }

    /** For each bundle of the market, how many cycles and chains would serve it. */
    public int[] chances() {
        int[] chances = new int[market.bundleCount()];
        for (Swaps each : swaps) {
            each.arcs().forEach(arc -> chances[bundleOf[arc.receiver()]]++);
        }
        return chances;
    }

    /** Parties with a mandatory bundle, and those whose bounds do not allow them to stay out. */
    private BitSet obliged(SwapGraph graph) {
        BitSet must = new BitSet();
        for (int party = 0; party < bundleOf.length; party++) {
            must.set(party, !graph.allows(party, 0) || (bundleOf[party] >= 0 && market.mandatory(bundleOf[party])));
        }
        return must;
    }

    private PairingProblem packing(BitSet must) {
        PairingProblem.Builder builder = PairingProblem.builder(market.name(), 1)
                .party(PartyBounds.unbounded("giver"))
                .party(PartyBounds.unbounded("taker"));
        for (PartyBounds party : market.parties()) {
            builder.offer(new PairingOffer(party.id(), GIVER, 0, 1, List.of(1L)));
        }
        for (int i = 0; i < swaps.size(); i++) {
            builder.bundle(bundle("s" + i, swaps.get(i), must));
        }
        return builder.build();
    }

    private Bundle bundle(String id, Swaps of, BitSet must) {
        List<Line> lines = new ArrayList<>();
        for (int place = 0; place < of.parties().size(); place++) {
            int party = of.parties().get(place);
            boolean fulfils = must.get(party)
                    && (bundleOf[party] < 0 || !market.mandatory(bundleOf[party]) || receives(of, place));
            long value = (place == 0 ? of.surplus() : 0) + (fulfils ? bonus : 0);
            lines.add(new Line("l" + place, 0, 1, List.of(Candidate.of(party, value, 0, 0, 1))));
        }
        return new Bundle(id, TAKER, lines, false, false, false);
    }

    private static boolean receives(Swaps of, int place) {
        return of.isCycle() || place < of.parties().size() - 1;
    }
}
