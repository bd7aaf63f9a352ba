package org.dcrbs.peer.execute.access.web;

import java.time.Duration;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.peer.execute.lease.Cancellation;

/** One request after the other, never closer together than the rate says; slower where the site has trouble. */
final class Pacer {
    private static final long LOOK_NANOS = 100_000_000;
    private static final long LONGEST_NANOS = Duration.ofMinutes(1).toNanos();
    private static final double EASE = 1.1;

    private final Ticks ticks;
    private final long usualNanos;
    private long intervalNanos;
    private long next;

    Pacer(Duration interval, Ticks ticks) {
        this.ticks = ticks;
        this.usualNanos = interval.toNanos();
        this.intervalNanos = usualNanos;
        this.next = ticks.nanos();
    }

    /** Returns when the next request is due. */
    void await(WorkContext context) throws InterruptedException {
        long due = Math.max(due(), ticks.nanos());
        for (long left = due - ticks.nanos(); left > 0; left = due - ticks.nanos()) {
            Cancellation.check(context);
            ticks.sleep(Math.min(left, LOOK_NANOS));
            due = Math.max(due, due());
        }
        passed(due);
    }

    private synchronized long due() {
        return next;
    }

    private synchronized void passed(long due) {
        next = Math.max(next, due + intervalNanos);
    }

    /** Half as many from now on. */
    synchronized void slower() {
        intervalNanos = Math.max(usualNanos, Math.min(intervalNanos * 2, LONGEST_NANOS));
        next = Math.max(next, ticks.nanos() + intervalNanos);
    }

    /** A little more again, up to the usual. */
    synchronized void faster() {
        intervalNanos = Math.max(usualNanos, (long) (intervalNanos / EASE));
    }

    /** None for so long. */
    synchronized void pause(Duration time) {
        next = Math.max(next, ticks.nanos() + time.toNanos());
    }
}
