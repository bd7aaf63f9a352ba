package org.dcrbs.peer.execute.compute;

import java.time.Duration;

/** Time by the clock without the pauses. */
final class RunningTime {
    private long runNanos;
    private long sinceNanos = System.nanoTime();
    private boolean halted;

    void halt() {
        if (!halted) {
            runNanos += System.nanoTime() - sinceNanos;
            halted = true;
        }
    }

    void goOn() {
        if (halted) {
            sinceNanos = System.nanoTime();
            halted = false;
        }
    }

    boolean isHalted() {
        return halted;
    }

    boolean exceeds(Duration limit) {
        return (halted ? runNanos : runNanos + System.nanoTime() - sinceNanos) > limit.toNanos();
    }
}
