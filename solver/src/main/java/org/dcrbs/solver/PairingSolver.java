package org.dcrbs.solver;

import java.util.function.BooleanSupplier;

/** Finds who to pair with whom, and a bound that proves how good that is. */
public final class PairingSolver {
    private PairingSolver() {}

    /**
     * Solves until the limits are reached or {@code cancel} says so; either way the answer is the best so far, whole and
     * feasible. While the search runs, {@code progress} and {@code cancel} are called by a thread of its own.
     *
     * @throws NoFeasibleAnswerException if no choice that keeps every hard rule was found
     */
    public static Answer solve(
            PairingProblem problem, SolveLimits limits, long seed, SolveProgress progress, BooleanSupplier cancel) {
        return solve(problem, limits, seed, progress, cancel, Crew.alone());
    }

    /** The same, with the help of others: they solve parts of the problem, this program proves how good the whole is. */
    public static Answer solve(
            PairingProblem problem,
            SolveLimits limits,
            long seed,
            SolveProgress progress,
            BooleanSupplier cancel,
            Crew crew) {
        SolveClock clock = new SolveClock(limits.time(), cancel);
        return problem.maxCycle().isPresent()
                ? new SwapSolve(problem, limits, seed, progress, clock).run()
                : new Solve(problem, limits, seed, progress, clock, crew).run();
    }

    public static Answer solve(PairingProblem problem, SolveLimits limits, long seed) {
        return solve(problem, limits, seed, SolveProgress.silent(), () -> false);
    }
}
