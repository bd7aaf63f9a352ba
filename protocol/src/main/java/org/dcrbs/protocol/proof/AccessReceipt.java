package org.dcrbs.protocol.proof;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dcrbs.protocol.v1.AccessFigures;

/** What the giver of internet access says of a lease at its end: a line for people, from which the figures can be read back. */
public final class AccessReceipt {
    private static final String COUNT = "(\\d{1,18})";
    private static final Pattern LINE =
            Pattern.compile("kept " + COUNT + " kbit/s until \\S{1,40}: up " + COUNT + " of "
                    + COUNT + " s, " + COUNT + " of " + COUNT + " connections, " + COUNT + " bytes sent, " + COUNT
                    + " received in " + COUNT + " busy s");

    private AccessReceipt() {}

    public static String line(long kilobitsPerSecond, Instant until, AccessFigures figures) {
        return "kept " + kilobitsPerSecond + " kbit/s until " + until + ": " + text(figures);
    }

    /** The figures alone, in words. */
    public static String text(AccessFigures figures) {
        return "up " + figures.getUpSeconds() + " of " + figures.getWatchedSeconds() + " s, " + figures.getOpened()
                + " of " + figures.getAttempts() + " connections, " + figures.getBytesSent() + " bytes sent, "
                + figures.getBytesReceived() + " received in " + figures.getBusySeconds() + " busy s";
    }

    /** Empty if it is no such line. */
    public static Optional<AccessFigures> figures(String line) {
        Matcher found = LINE.matcher(line);
        return found.matches()
                ? Optional.of(AccessFigures.newBuilder()
                        .setUpSeconds(count(found, 2))
                        .setWatchedSeconds(count(found, 3))
                        .setOpened(count(found, 4))
                        .setAttempts(count(found, 5))
                        .setBytesSent(count(found, 6))
                        .setBytesReceived(count(found, 7))
                        .setBusySeconds(count(found, 8))
                        .build())
                : Optional.empty();
    }

    private static long count(Matcher found, int group) {
        return Long.parseLong(found.group(group));
    }
}
