package org.dcrbs.solver;

/** Hears how a solve comes along, a few times a second at most; never by two threads at a time. */
@FunctionalInterface
public interface SolveProgress {
    void report(Progress progress);

    static SolveProgress silent() {
        return progress -> {};
    }
}
