package org.dcrbs.peer.execute.access.web;

import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only while somebody sleeps, and then at once. */
final class LeapingTicks implements Ticks {
    private final AtomicLong now = new AtomicLong();

    @Override
    public long nanos() {
        return now.get();
    }

    @Override
    public void sleep(long nanos) {
        now.addAndGet(nanos);
    }

    double seconds() {
        return now.get() / 1e9;
    }
}
