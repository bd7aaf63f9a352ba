package org.dcrbs.solver;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * When to stop. With a step limit the answer depends on the problem and the seed alone, unless the time runs out first.
 *
 * @param time the longest to take, from reading the clock at the start to the answer
 * @param steps how many moves the search may try
 * @param targetGap good enough: stop once the gap is not above this
 * @param threads how many threads may work at a time: one searches, a second improves the bound; CP-SAT, and parts that have
 *     nothing in common, use all
 */
public record SolveLimits(Duration time, OptionalLong steps, double targetGap, int threads) {
    public SolveLimits {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("time limit " + time + " is not positive");
        }
        if (steps.isPresent() && steps.getAsLong() < 1) {
            throw new IllegalArgumentException("step limit " + steps.getAsLong() + " is not positive");
        }
        if (!(targetGap >= 0)) {
            throw new IllegalArgumentException("target gap " + targetGap + " is not 0 or more");
        }
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads");
        }
    }

    public static SolveLimits seconds(long seconds) {
        return new SolveLimits(Duration.ofSeconds(seconds), OptionalLong.empty(), 0, 1);
    }

    public SolveLimits withSteps(long most) {
        return new SolveLimits(time, OptionalLong.of(most), targetGap, threads);
    }

    public SolveLimits withTargetGap(double gap) {
        return new SolveLimits(time, steps, gap, threads);
    }

    public SolveLimits withThreads(int most) {
        return new SolveLimits(time, steps, targetGap, most);
    }
}
