package org.dcrbs.solver.cpsat;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/**
 * When CP-SAT must come to its end.
 *
 * @param work in CP-SAT's deterministic seconds; with it and one worker the result does not depend on the machine,
 *     unless the time runs out first
 * @param stop asked many times a second, by a thread of its own
 */
public record CpLimits(Duration time, OptionalDouble work, int workers, long seed, BooleanSupplier stop) {
    public CpLimits {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time limit " + time + " is negative");
        }
        if (workers < 1) {
            throw new IllegalArgumentException(workers + " workers");
        }
    }
}
