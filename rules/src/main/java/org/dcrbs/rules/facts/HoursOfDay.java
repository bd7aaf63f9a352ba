package org.dcrbs.rules.facts;

import org.dcrbs.market.Window;

/** How much of a window lies in certain hours of its days. */
final class HoursOfDay {
    private static final long DAY = 24 * 3600;

    private HoursOfDay() {}

    /** Seconds of the day, UTC; if {@code until} is not after {@code from}, the time over midnight. */
    static long secondsWithin(Window window, long from, long until) {
        long start = window.from().getEpochSecond();
        long end = start + window.seconds();
        return until > from
                ? before(end, from, until) - before(start, from, until)
                : window.seconds() - (before(end, until, from) - before(start, until, from));
    }

    /** The seconds between {@code from} and {@code until} on all days up to a time. */
    private static long before(long time, long from, long until) {
        long today = Math.floorMod(time, DAY);
        return Math.floorDiv(time, DAY) * (until - from) + Math.max(0, Math.min(today, until) - from);
    }
}
