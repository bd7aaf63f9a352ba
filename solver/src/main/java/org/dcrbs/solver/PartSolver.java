package org.dcrbs.solver;

/**
 * Solves a part of a problem, here or elsewhere. The same part, limits with steps, and seed must give the same answer;
 * nothing else may matter to it.
 */
@FunctionalInterface
public interface PartSolver {
    /**
     * @throws NoFeasibleAnswerException if it found no choice that keeps every hard rule
     */
    Answer solve(PairingProblem part, SolveLimits limits, long seed);

    /** Solves it in the calling thread; if that is interrupted, the answer is the best so far. */
    static PartSolver here() {
        return (part, limits, seed) -> {
            Thread caller = Thread.currentThread();
            return PairingSolver.solve(part, limits, seed, SolveProgress.silent(), caller::isInterrupted);
        };
    }
}
