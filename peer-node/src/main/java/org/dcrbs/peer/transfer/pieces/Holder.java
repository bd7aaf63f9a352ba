package org.dcrbs.peer.transfer.pieces;

import java.time.Duration;
import java.util.Optional;
import org.dcrbs.protocol.v1.ErrandAnswer.Lease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One that holds the file open, and how it has done so far. */
final class Holder {
    private static final Logger LOG = LoggerFactory.getLogger(Holder.class);
    private static final int MOST_DOUBLINGS = 4;

    private Lease place;
    private final Duration pause;
    private Optional<String> banned = Optional.empty();
    private boolean bannedByTable;
    private String trouble = "has not been asked";
    private int lines;
    private int failures;
    private boolean putsOff;
    private long notBefore = System.nanoTime();

    /** @param pause before it is dialled again, doubled with each failure */
    Holder(Lease place, Duration pause) {
        this.place = place;
        this.pause = pause;
    }

    String party() {
        return place.getGiver();
    }

    synchronized Lease place() {
        return place;
    }

    /** It may have moved. */
    synchronized void moved(Lease now) {
        place = now;
    }

    /**
     * It has given what it shouldn't: nothing more is taken from it.
     *
     * @param byTable whether that holds only if the table of pieces is right
     */
    synchronized void ban(String why, boolean byTable) {
        if (banned.isEmpty()) {
            LOG.warn("Nothing more of this file is taken from {}: it {}", party(), why);
            banned = Optional.of(why);
            bannedByTable = byTable;
        }
    }

    /** The table was false. */
    synchronized void absolve() {
        if (bannedByTable) {
            banned = Optional.empty();
            bannedByTable = false;
        }
    }

    synchronized boolean isBanned() {
        return banned.isPresent();
    }

    synchronized boolean hasFailed() {
        return failures > 0;
    }

    /** Takes one of its lines, if it may be dialled now. */
    synchronized boolean takeLine(int most) {
        boolean free = banned.isEmpty() && lines < most && System.nanoTime() - notBefore >= 0;
        if (free) {
            lines++;
        }
        return free;
    }

    synchronized void freeLine() {
        lines--;
    }

    /** It is well, and wants to be asked later. */
    synchronized void putOff(String why) {
        failed(why);
        putsOff = true;
    }

    /** Whether that was the last that was heard of it. */
    synchronized boolean putsOff() {
        return putsOff;
    }

    synchronized void failed(String why) {
        putsOff = false;
        LOG.info("{}: {}", party(), why);
        trouble = why;
        notBefore = System.nanoTime() + pause.toNanos() * (1L << Math.min(failures, MOST_DOUBLINGS));
        failures++;
    }

    synchronized void served() {
        failures = 0;
        putsOff = false;
        trouble = "has served";
    }

    /** In words. */
    synchronized String account() {
        return party() + ": " + banned.orElse(trouble);
    }
}
