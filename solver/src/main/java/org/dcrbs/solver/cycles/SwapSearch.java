package org.dcrbs.solver.cycles;

import java.util.ArrayList;
import java.util.List;
import org.dcrbs.solver.cycles.SwapGraph.Arc;

/** Lists the cycles and chains of a swap market that its cap and the parties' bounds allow. */
final class SwapSearch {
    private final SwapGraph graph;
    private final int mostParties;
    private final int mostSwaps;
    private final List<Swaps> found = new ArrayList<>();
    private final List<Integer> path = new ArrayList<>();
    private final List<Arc> arcs = new ArrayList<>();
    private final boolean[] onPath;

    SwapSearch(SwapGraph graph, int mostParties, int mostSwaps) {
        this.graph = graph;
        this.mostParties = mostParties;
        this.mostSwaps = mostSwaps;
        onPath = new boolean[graph.parties()];
    }

    /** All of them, or as many as allowed. */
    List<Swaps> run() {
        for (int party = 0; party < graph.parties() && !full(); party++) {
            extend(party, party);
        }
        return found;
    }

    boolean full() {
        return found.size() >= mostSwaps;
    }

    private void extend(int start, int party) {
        path.add(party);
        onPath[party] = true;
        if (path.size() > 1 && graph.allows(start, 1) && graph.allows(party, -1)) {
            add();
        }
        for (Arc arc : graph.from(party)) {
            if (full()) {
                break;
            }
            arcs.add(arc);
            if (arc.giver() == start && path.size() > 1) {
                closeCycle(start);
            } else if (!onPath[arc.giver()] && path.size() < mostParties) {
                extend(start, arc.giver());
            }
            arcs.remove(arcs.size() - 1);
        }
        onPath[party] = false;
        path.remove(path.size() - 1);
    }

    /** A cycle is listed once, from its first party. */
    private void closeCycle(int start) {
        if (path.stream().allMatch(party -> party >= start && graph.allows(party, 0))) {
            add();
        }
    }

    private void add() {
        found.add(new Swaps(path, arcs));
    }
}
