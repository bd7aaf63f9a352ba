package org.dcrbs.solver.bench;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.ServedBundle;
import org.dcrbs.solver.cpsat.CpLimits;
import org.dcrbs.solver.cpsat.CpResult;
import org.dcrbs.solver.cpsat.CpSat;
import org.dcrbs.solver.cycles.CyclePacking;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.table.PairingTable;

/** The whole problem handed to CP-SAT, on all cores: what a good general solver does with it by itself. */
final class CpSatAlone {
    /** About what a model of 8 GiB takes. */
    private static final int MOST_CANDIDATES = 1_200_000;

    private CpSatAlone() {}

    static Outcome run(PairingProblem problem, Duration time, long seed) {
        long start = System.nanoTime();
        if (problem.candidateCount() > MOST_CANDIDATES) {
            return new Outcome.None("not tried: %,d candidates".formatted(problem.candidateCount()));
        }
        if (problem.maxCycle().isEmpty()) {
            return solve(problem, time, seed, start);
        }
        CyclePacking packing = new CyclePacking(problem);
        if (!packing.complete() || packing.problem().candidateCount() > MOST_CANDIDATES) {
            return new Outcome.None(
                    "not tried: %,d cycles or more".formatted(packing.problem().bundleCount()));
        }
        if (!(solve(packing.problem(), time, seed, start) instanceof Outcome.Found found)) {
            return new Outcome.None("found nothing feasible");
        }
        List<ServedBundle> pairings = packing.pairings(found.pairings());
        OptionalLong bound = OptionalLong.of(found.bound().orElseThrow() - packing.bonuses());
        return Outcome.Found.of(pairings, bound, found.proof(), Checked.of(problem, pairings));
    }

    private static Outcome solve(PairingProblem problem, Duration time, long seed, long start) {
        if (!CpSat.available()) {
            return new Outcome.None("there is no CP-SAT for this platform");
        }
        PairingTable table = new PairingTable(problem);
        Duration left = time.minusNanos(System.nanoTime() - start);
        int workers = Runtime.getRuntime().availableProcessors();
        CpLimits limits = new CpLimits(left, OptionalDouble.empty(), workers, seed, () -> false);
        CpResult result = CpSat.solve(table, new Allocation(table), limits);
        if (result.allocation().isEmpty()) {
            return new Outcome.None(result.infeasible() ? "nothing is feasible, proven" : "found nothing feasible");
        }
        List<ServedBundle> pairings = result.allocation().get().pairings();
        return Outcome.Found.of(
                pairings,
                OptionalLong.of(result.bound()),
                result.optimal() ? "CP-SAT, optimal" : "CP-SAT",
                Checked.of(problem, pairings));
    }
}
