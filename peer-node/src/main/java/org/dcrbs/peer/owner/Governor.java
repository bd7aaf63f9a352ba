package org.dcrbs.peer.owner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.dcrbs.peer.execute.Allowance;
import org.dcrbs.peer.share.Precedence;

/**
 * Decides how much may be computed for others. It gives way at once and takes back slowly: what counts is the most that
 * the owner's programs used within the last while, so that work does not stop and start with every page the owner opens.
 */
final class Governor {
    private static final long MILLI = 1000;
    /** With less of the memory free than this the computer begins to swap, and everything the owner does is slow. */
    private static final long LEAST_FREE_PERCENT = 5;

    private final Duration calm;
    private final Deque<Load> loads = new ArrayDeque<>();
    private Instant lastBusy;

    private record Load(Instant at, long milliProcessors) {}

    /**
     * @param calm how long less load must have lasted to count
     * @param start nobody knows how busy the computer was before, so it may have been
     */
    Governor(Duration calm, Instant start) {
        this.calm = calm;
        this.lastBusy = start;
    }

    Allowance decide(Reading reading, Terms terms, Instant now) {
        remember(reading, terms.precedence(), now);
        Optional<String> standstill = standstill(reading, terms, now);
        if (standstill.isPresent()) {
            return Allowance.standstill(standstill.get());
        }
        if (terms.hours().isPresent() && !terms.hours().get().contain(now)) {
            // Files and disk space are on offer throughout, and so given throughout.
            return Allowance.paused("outside the hours " + terms.hours().get().from() + " to "
                    + terms.hours().get().until());
        }
        if (memoryIsShort(reading)) {
            return Allowance.cleared("the computer has only " + reading.freeMemoryBytes() * 100 / reading.memoryBytes()
                    + " % of its memory free");
        }
        return terms.precedence().whenBusy()
                ? Allowance.whole(terms.workers())
                : besideTheOwner(reading, terms.workers());
    }

    private void remember(Reading reading, Precedence precedence, Instant now) {
        loads.addLast(new Load(now, reading.ownersMilliProcessors()));
        while (loads.size() > 1 && loads.getFirst().at().isBefore(now.minus(calm))) {
            loads.removeFirst();
        }
        boolean busy = precedence
                .onlyWhenIdle()
                .map(idle -> reading.ownersPercent() > idle.busyAbovePercent())
                .orElse(false);
        if (busy) {
            lastBusy = now;
        }
    }

    private Optional<String> standstill(Reading reading, Terms terms, Instant now) {
        Optional<Pause> pause = terms.pause().filter(order -> !order.isOver(now));
        if (pause.isPresent()) {
            return pause.map(Pause::toString);
        }
        if (reading.onBattery() && !terms.precedence().onBattery()) {
            return Optional.of("on battery");
        }
        return terms.precedence()
                .onlyWhenIdle()
                .filter(idle -> !lastBusy.plus(idle.after()).isBefore(now))
                .map(idle -> "not idle for " + idle.after().toMinutes() + " minutes: the owner's programs use "
                        + reading.ownersPercent() + " % of the processors, and above " + idle.busyAbovePercent()
                        + " % is busy");
    }

    private static boolean memoryIsShort(Reading reading) {
        return reading.memoryBytes() > 0
                && reading.freeMemoryBytes() < reading.memoryBytes() / 100 * LEAST_FREE_PERCENT;
    }

    /** As many units as the owner's programs leave processors for, to the nearest. */
    private Allowance besideTheOwner(Reading reading, int workers) {
        long used = loads.stream().mapToLong(Load::milliProcessors).max().orElse(0);
        long left = Math.max(0, (reading.processors() * MILLI - used + MILLI / 2) / MILLI);
        if (left >= workers) {
            return Allowance.whole(workers);
        }
        String why = "the owner's programs use " + Math.min(100, Math.round(used / 10.0 / reading.processors()))
                + " % of the processors";
        return left == 0 ? Allowance.paused(why) : Allowance.fewer((int) left, why);
    }
}
