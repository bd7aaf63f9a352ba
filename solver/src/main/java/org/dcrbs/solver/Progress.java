package org.dcrbs.solver;

import java.time.Duration;

/** Where a solve stands. Objective and bound are of the same unit; the gap is between them. */
public record Progress(Duration elapsed, long best, long bound, double gap, Phase phase) {
    /** What the solver is at. */
    public enum Phase {
        START,
        PRICE,
        SEARCH,
        PROVE,
        DONE
    }
}
