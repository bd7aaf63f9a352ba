package org.dcrbs.solver;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** How long a solve has taken, and whether it must come to its end. */
final class SolveClock {
    private final long start = System.nanoTime();
    private final Duration limit;
    private final BooleanSupplier cancel;

    SolveClock(Duration limit, BooleanSupplier cancel) {
        this.limit = limit;
        this.cancel = cancel;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    Duration left() {
        Duration left = limit.minus(elapsed());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Whether a share of the time has passed, or somebody has asked to stop. */
    boolean past(double share) {
        return cancel.getAsBoolean() || elapsed().toNanos() > limit.toNanos() * share;
    }
}
