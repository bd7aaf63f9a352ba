package org.dcrbs.solver.importing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dcrbs.solver.Bundle;
import org.dcrbs.solver.Candidate;
import org.dcrbs.solver.Line;
import org.dcrbs.solver.PairingOffer;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PartyBounds;

/** A barter graph as a swap market: every vertex is a party that gives one unit and receives one. */
final class SwapGraphBuilder {
    private final int vertices;
    private final List<List<Candidate>> incoming = new ArrayList<>();
    private final Set<Long> seen = new HashSet<>();

    SwapGraphBuilder(int vertices) {
        this.vertices = vertices;
        for (int v = 0; v < vertices; v++) {
            incoming.add(new ArrayList<>());
        }
    }

    /** Whether the vertices exist, differ, and have no such arc yet. */
    boolean takes(long giver, long receiver) {
        return giver >= 0
                && giver < vertices
                && receiver >= 0
                && receiver < vertices
                && giver != receiver
                && !seen.contains(giver * vertices + receiver);
    }

    void arc(int giver, int receiver, long weight) {
        seen.add((long) giver * vertices + receiver);
        incoming.get(receiver).add(Candidate.of(giver, weight, 0, 1, 1));
    }

    PairingProblem build(String name, int mostParties) {
        PairingProblem.Builder problem = PairingProblem.builder(name, 1).maxCycle(mostParties);
        for (int v = 0; v < vertices; v++) {
            problem.party(PartyBounds.between("v" + v, 0, 0));
        }
        for (int v = 0; v < vertices; v++) {
            problem.offer(new PairingOffer("o" + v, v, 0, 1, List.of(1L)));
        }
        for (int v = 0; v < vertices; v++) {
            problem.bundle(Bundle.of("b" + v, v, new Line("l", 0, 1, incoming.get(v))));
        }
        return problem.build();
    }
}
