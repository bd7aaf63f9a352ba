package org.dcrbs.peer.execute.compute;

import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Who may run when not all may: those that came first. When fewer may run than do, the newest pause, so that what is
 * nearly done is done first.
 */
final class Turns {
    private final AtomicLong last = new AtomicLong();
    private final NavigableSet<Long> taken = new ConcurrentSkipListSet<>();

    /** A place in the queue, until it is {@link #leave left}. */
    long take() {
        long turn = last.incrementAndGet();
        taken.add(turn);
        return turn;
    }

    boolean mayRun(long turn, int atOnce) {
        return taken.headSet(turn).size() < atOnce;
    }

    void leave(long turn) {
        taken.remove(turn);
    }
}
