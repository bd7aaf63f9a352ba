package org.dcrbs.server.bench;

import java.time.Duration;

/**
 * One part of a run.
 *
 * @param count of what was done, or of who did it
 * @param cpu the coordinator's, of all its threads
 * @param residentKibibytes the coordinator's memory at the end; 0 if the system doesn't tell
 */
public record Phase(String name, long count, Duration wall, Duration cpu, long residentKibibytes) {
    public double perSecond() {
        return count * 1e9 / Math.max(1, wall.toNanos());
    }

    /** For each of the count. */
    public double cpuMillisEach() {
        return cpu.toNanos() / 1e6 / Math.max(1, count);
    }
}
