package org.dcrbs.solver.bench;

import com.google.ortools.Loader;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.ServedBundle;
import org.dcrbs.solver.cycles.CyclePacking;

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
        Loader.loadNativeLibraries();
        CpSatModel model = CpSatModel.of(problem);
        double left = time.toNanos() / 1e9 - (System.nanoTime() - start) / 1e9;
        if (left <= 0) {
            return new Outcome.None("the time was up when the model was built");
        }
        CpSolver solver = new CpSolver();
        // Its own handler of Ctrl-C would end the program with a native abort; Java's ends it in order.
        solver.getParameters()
                .setCatchSigintSignal(false)
                .setMaxTimeInSeconds(left)
                .setNumWorkers(Runtime.getRuntime().availableProcessors())
                .setRandomSeed((int) (seed & Integer.MAX_VALUE));
        CpSolverStatus status = solver.solve(model.model());
        if (status == CpSolverStatus.INFEASIBLE) {
            return new Outcome.None("nothing is feasible, proven");
        }
        if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
            return new Outcome.None("found nothing feasible");
        }
        List<ServedBundle> pairings = pairings(problem, model, solver);
        // Of a whole objective; the solver's own is a double, so a hair above must not become a unit above.
        long bound = (long) Math.floor(solver.bestObjectiveBound() + 1e-6);
        return Outcome.Found.of(
                pairings,
                OptionalLong.of(bound),
                status == CpSolverStatus.OPTIMAL ? "CP-SAT, optimal" : "CP-SAT",
                Checked.of(problem, pairings));
    }

    private static List<ServedBundle> pairings(PairingProblem problem, CpSatModel model, CpSolver solver) {
        List<ServedBundle> pairings = new ArrayList<>();
        for (int b = 0; b < problem.bundleCount(); b++) {
            List<Integer> picks = new ArrayList<>();
            for (int line = problem.firstLine(b); line < problem.firstLine(b + 1); line++) {
                for (int k = problem.firstCandidate(line); k < problem.firstCandidate(line + 1); k++) {
                    if (solver.booleanValue(model.choice(k))) {
                        picks.add(k - problem.firstCandidate(line));
                    }
                }
            }
            if (!picks.isEmpty()) {
                pairings.add(new ServedBundle(b, picks));
            }
        }
        return pairings;
    }
}
