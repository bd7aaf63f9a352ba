package org.dcrbs.solver;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** How long a solve has taken, and whether it must come to its end. */
final class SolveClock {
    private final long start;
    private final Duration limit;
    private final BooleanSupplier cancel;

    SolveClock(Duration limit, BooleanSupplier cancel) {
        this(limit, Duration.ZERO, cancel);
    }

    /** @param elapsed how much of the time has passed already */
    SolveClock(Duration limit, Duration elapsed, BooleanSupplier cancel) {
        this.start = System.nanoTime() - elapsed.toNanos();
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
