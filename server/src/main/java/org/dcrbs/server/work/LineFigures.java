package org.dcrbs.server.work;

import org.dcrbs.protocol.v1.AccessFigures;

/** How a leased line did, as one end of it says. */
record LineFigures(
        long watchedSeconds,
        long upSeconds,
        long attempts,
        long opened,
        long bytesSent,
        long bytesReceived,
        long busySeconds) {
    static final LineFigures NONE = new LineFigures(0, 0, 0, 0, 0, 0, 0);

    private static final long MOST = 1_000_000_000_000_000L;
    private static final int ALL = 1000;

    LineFigures {
        for (long count :
                new long[] {watchedSeconds, upSeconds, attempts, opened, bytesSent, bytesReceived, busySeconds}) {
            if (count < 0 || count > MOST) {
                throw new IllegalArgumentException("figures of a line: " + count + " is not 0 to " + MOST);
            }
        }
        if (upSeconds > watchedSeconds || opened > attempts) {
            throw new IllegalArgumentException("figures of a line: up " + upSeconds + " of " + watchedSeconds + " s, "
                    + opened + " of " + attempts + " connections");
        }
    }

    static LineFigures of(AccessFigures said) {
        return new LineFigures(
                said.getWatchedSeconds(),
                said.getUpSeconds(),
                said.getAttempts(),
                said.getOpened(),
                said.getBytesSent(),
                said.getBytesReceived(),
                said.getBusySeconds());
    }

    LineFigures plus(LineFigures other) {
        return new LineFigures(
                sum(watchedSeconds, other.watchedSeconds),
                sum(upSeconds, other.upSeconds),
                sum(attempts, other.attempts),
                sum(opened, other.opened),
                sum(bytesSent, other.bytesSent),
                sum(bytesReceived, other.bytesReceived),
                sum(busySeconds, other.busySeconds));
    }

    /** What a lessee reports must not stop anything by adding up to too much. */
    private static long sum(long one, long other) {
        return Math.min(MOST, one + other);
    }

    long downSeconds() {
        return watchedSeconds - upSeconds;
    }

    /** Part of the time that it was up, thousandths. */
    long availabilityPermille() {
        return watchedSeconds == 0 ? ALL : upSeconds * ALL / watchedSeconds;
    }

    /** What it carried while it carried anything; 0 if it never did. */
    long kilobitsPerSecond() {
        return busySeconds == 0 ? 0 : (bytesSent + bytesReceived) / busySeconds * Byte.SIZE / 1000;
    }

    @Override
    public String toString() {
        return "up " + availabilityPermille() + " per mille of " + watchedSeconds + " s, " + opened + " of " + attempts
                + " connections, " + (bytesSent + bytesReceived) + " bytes, " + kilobitsPerSecond()
                + " kbit/s in " + busySeconds + " busy s";
    }
}
