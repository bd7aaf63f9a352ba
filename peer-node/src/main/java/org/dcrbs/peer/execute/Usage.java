package org.dcrbs.peer.execute;

/** What an order took: processor time of the work itself, and time from start to end. */
public record Usage(long cpuNanos, long wallNanos) {
    public static final Usage NONE = new Usage(0, 0);

    public Usage {
        if (cpuNanos < 0 || wallNanos < 0) {
            throw new IllegalArgumentException(
                    "usage below nothing: cpu " + cpuNanos + " ns, wall " + wallNanos + " ns");
        }
    }
}
