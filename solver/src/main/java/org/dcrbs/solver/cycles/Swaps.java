package org.dcrbs.solver.cycles;

import java.util.List;
import org.dcrbs.solver.cycles.SwapGraph.Arc;

/**
 * A cycle, or a chain, of parties that each receive from the next.
 *
 * @param parties in the order of receiving
 * @param arcs one for each party of a cycle; for each but the last of a chain
 */
record Swaps(List<Integer> parties, List<Arc> arcs) {
    Swaps {
        parties = List.copyOf(parties);
        arcs = List.copyOf(arcs);
    }

    long surplus() {
        return arcs.stream().mapToLong(Arc::surplus).sum();
    }

    boolean isCycle() {
        return arcs.size() == parties.size();
    }
}
