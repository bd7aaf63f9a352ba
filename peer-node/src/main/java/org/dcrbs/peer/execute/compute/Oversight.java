package org.dcrbs.peer.execute.compute;

import java.time.Duration;
import java.util.Optional;

/** Holds one unit's processes to the clock and to what the node says of it. */
final class Oversight {
    private final UnitLimits.Clock limit;
    private final Leash leash;
    private final Processes processes;
    private final RunningTime time = new RunningTime();
    private final long startNanos = System.nanoTime();

    /** All that the unit runs in. */
    interface Processes {
        /** Tells whether they are halted now; if not, only ending them makes them give way. */
        boolean halt() throws InterruptedException;

        /** Tells whether they go on. */
        boolean release() throws InterruptedException;
    }

    Oversight(UnitLimits.Clock limit, Leash leash, Processes processes) {
        this.limit = limit;
        this.leash = leash;
        this.processes = processes;
    }

    /** Why the unit has to be killed now; empty if it has not. */
    Optional<String> complaint() {
        if (leash.cancelled()) {
            return Optional.of("cancelled");
        }
        if (System.nanoTime() - startNanos > limit.toDeadline().toNanos()) {
            return Optional.of(tooLong(limit.toDeadline()));
        }
        return time.exceeds(limit.running()) ? Optional.of(tooLong(limit.running())) : Optional.empty();
    }

    private static String tooLong(Duration limit) {
        return "took longer than " + limit.toMillis() + " ms by the clock; it had to be killed";
    }

    /** Halts it or lets it go on, as the node says; tells whether it stays. */
    boolean follow() throws InterruptedException {
        switch (leash.pace()) {
            case RUN -> {
                return goOn();
            }
            case HALT -> {
                if (!time.isHalted()) {
                    if (!processes.halt()) {
                        return false;
                    }
                    time.halt();
                }
                return true;
            }
            case GIVE_UP -> {
                return false;
            }
        }
        throw new IllegalStateException("no such pace: " + leash.pace());
    }

    /** Tells whether it goes. */
    boolean goOn() throws InterruptedException {
        if (time.isHalted()) {
            time.goOn();
            return processes.release();
        }
        return true;
    }
}
