package org.dcrbs.solver;

import java.util.List;
import org.dcrbs.solver.cycles.CyclePacking;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.search.Insertion;
import org.dcrbs.solver.table.PairingTable;

/**
 * First come, best rank: bundles in the order of the problem, each at the candidates of most surplus that still fit.
 * The yardstick of what a solver brings.
 */
public final class GreedyMatcher {
    private GreedyMatcher() {}

    /** What is served; keeps every rule, except that mandatory bundles and lower bounds may be missed. */
    public static List<ServedBundle> match(PairingProblem problem) {
        if (problem.maxCycle().isEmpty()) {
            return firstCome(problem);
        }
        CyclePacking packing = new CyclePacking(problem);
        return packing.pairings(firstCome(packing.problem()));
    }

    private static List<ServedBundle> firstCome(PairingProblem problem) {
        Allocation allocation = new Allocation(new PairingTable(problem));
        Insertion.firstCome(allocation);
        return allocation.pairings();
    }
}
