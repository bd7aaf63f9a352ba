package org.dcrbs.solver.bench;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.dcrbs.solver.PairingProblem;

/**
 * One problem to be solved by each way.
 *
 * @param time for each way
 * @param optimum the best objective, where it is known
 * @param problem makes it, when its turn has come
 */
public record Trial(String name, Duration time, OptionalLong optimum, Supplier<PairingProblem> problem) {
    public Trial {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("time " + time + " is not positive");
        }
    }
}
