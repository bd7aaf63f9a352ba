package org.dcrbs.market;

import java.time.Instant;

/** The time from {@code from} (inclusive) to {@code until} (exclusive), in whole seconds, at most about ten years. */
public record Window(Instant from, Instant until) {
    private static final long LONGEST_SECONDS = 10L * 366 * 24 * 3600;

    public Window {
        Check.that(
                from.getNano() == 0 && until.getNano() == 0,
                "window " + from + " to " + until + ": want whole seconds");
        Check.that(from.isBefore(until), "window " + from + " to " + until + ": ends before it begins");
        Check.range("window seconds", until.getEpochSecond() - from.getEpochSecond(), 1, LONGEST_SECONDS);
    }

    public long seconds() {
        return until.getEpochSecond() - from.getEpochSecond();
    }

    public boolean contains(Window other) {
        return !other.from.isBefore(from) && !other.until.isAfter(until);
    }

    public boolean overlaps(Window other) {
        return from.isBefore(other.until) && other.from.isBefore(until);
    }
}
