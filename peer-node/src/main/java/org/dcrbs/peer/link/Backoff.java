package org.dcrbs.peer.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before dialling again: twice as long after each failure up to a limit, and each node a little
 * different, so that a coordinator which comes back is not met by all of its peers at once.
 */
public final class Backoff {
    private static final int DOUBLINGS = 20;

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;

    public Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /** After so many failures in a row, from 1: between half of the doubled time and all of it. */
    public Duration after(int failures) {
        long doubled = first.toMillis() << Math.min(failures - 1, DOUBLINGS);
        long most = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    }
}
