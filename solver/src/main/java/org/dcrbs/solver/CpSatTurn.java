package org.dcrbs.solver;

import java.time.Duration;
import java.util.BitSet;
import java.util.OptionalDouble;
import org.dcrbs.solver.bound.CertifiedBound;
import org.dcrbs.solver.bound.Elimination;
import org.dcrbs.solver.cpsat.CpLimits;
import org.dcrbs.solver.cpsat.CpResult;
import org.dcrbs.solver.cpsat.CpSat;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.table.PairingTable;
import org.dcrbs.solver.table.Restriction;

/** CP-SAT's turn: the problem without the candidates that nothing better than the best choice known can use. */
final class CpSatTurn {
    /** Larger problems are never small enough once candidates are barred. */
    private static final int MOST_TO_BAR = 1_000_000;
    /** How many steps count as one of CP-SAT's deterministic seconds. */
    private static final double STEPS_A_SECOND = 200_000;

    private final PairingTable table;
    private final Allocation best;
    private final PairingTable open;

    /**
     * @param best the best choice known, feasible or not
     */
    CpSatTurn(PairingTable table, CertifiedBound certificate, Allocation best) {
        this.table = table;
        this.best = best;
        open = CpSat.available() && best.feasible() && table.candidateCount() <= MOST_TO_BAR
                ? without(table, Elimination.of(table, certificate, best.surplus()))
                : table;
    }

    /** Whether the search is to leave CP-SAT a good part of the time. */
    static boolean worthWaitingFor(PairingTable table, int mostChoices) {
        return CpSat.available() && choices(table) <= mostChoices;
    }

    /** Whether there is CP-SAT, and what is open is not too much for it. */
    boolean possible(int mostChoices) {
        return worthWaitingFor(open, mostChoices);
    }

    /** The best that it finds in a share of the time left, a bound on the whole problem, and whether nothing is feasible. */
    CpResult run(SolveLimits limits, long seed, SolveClock clock, double share) {
        boolean bySteps = limits.steps().isPresent();
        Duration time = bySteps
                ? clock.left()
                : clock.left().multipliedBy((long) (100 * share)).dividedBy(100);
        OptionalDouble work =
                bySteps ? OptionalDouble.of(limits.steps().getAsLong() / STEPS_A_SECOND) : OptionalDouble.empty();
        int workers = bySteps ? 1 : limits.threads();
        CpResult result = CpSat.solve(open, best, new CpLimits(time, work, workers, seed, () -> clock.past(1)));
        if (!best.feasible()) {
            return result;
        }
        // What is better than the best is among what was open; if nothing is, the best is its own bound.
        long proven = result.infeasible() ? best.surplus() : Math.max(best.surplus(), result.bound());
        return new CpResult(result.allocation().map(better -> Allocation.on(table, better)), proven, false);
    }

    private static PairingTable without(PairingTable table, BitSet hopeless) {
        return hopeless.isEmpty()
                ? table
                : new PairingTable(table.problem, Restriction.of(table.problem).without(hopeless));
    }

    /** How many candidates there are beside the first of each line, and one for each bundle. */
    private static int choices(PairingTable of) {
        return of.candidateCount() - of.lineCount() + of.bundleCount();
    }
}
