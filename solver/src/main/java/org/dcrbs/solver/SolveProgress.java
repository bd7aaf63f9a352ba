package org.dcrbs.solver;

/** Hears how a solve comes along. Called from the solving thread, at most a few times a second. */
@FunctionalInterface
public interface SolveProgress {
    void report(Progress progress);

    static SolveProgress silent() {
        return progress -> {};
    }
}
