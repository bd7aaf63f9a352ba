package org.dcrbs.solver.cycles;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PartyBounds;

/** Who could receive from whom in a swap market, where a party receives and gives at most once. */
final class SwapGraph {
    /**
     * A pairing that could be.
     *
     * @param candidate its index in the problem
     */
    record Arc(int receiver, int giver, int candidate, long surplus) {}

    private final PairingProblem problem;
    private final List<List<Arc>> arcs;

    SwapGraph(PairingProblem problem) {
        this.problem = problem;
        arcs = new ArrayList<>(Collections.nCopies(problem.parties().size(), List.of()));
        for (int bundle = 0; bundle < problem.bundleCount(); bundle++) {
            int receiver = problem.bundleParty(bundle);
            List<Arc> ofReceiver = new ArrayList<>();
            int line = problem.firstLine(bundle);
            for (int k = problem.firstCandidate(line); k < problem.firstCandidate(line + 1); k++) {
                if (problem.provider(k) != receiver) {
                    ofReceiver.add(new Arc(receiver, problem.provider(k), k, problem.surplus(k)));
                }
            }
            arcs.set(receiver, ofReceiver);
        }
    }

    int parties() {
        return arcs.size();
    }

    /** The pairings by which a party could receive. */
    List<Arc> from(int receiver) {
        return arcs.get(receiver);
    }

    /** Whether a party's bounds allow a net. */
    boolean allows(int party, long net) {
        PartyBounds bounds = problem.parties().get(party);
        return net >= bounds.netMin().orElse(net) && net <= bounds.netMax().orElse(net);
    }
}
