package org.dcrbs.peer.execute.compute;

import java.time.Duration;
import org.dcrbs.peer.execute.compute.child.Unit;
import org.dcrbs.protocol.v1.ComputeTask;

/** What an order asks for its unit, against what the node lets any unit have. */
final class UnitLimits {
    /** Of WebAssembly: a page has 64 KiB. */
    static final int PAGES_PER_MEGA_BYTE = 16;

    static final int MAX_CPU_MILLIS = 600_000;
    static final int MAX_OUTPUT_BYTES = 64 << 20;

    private static final int DEFAULT_CPU_MILLIS = 10_000;
    private static final int DEFAULT_OUTPUT_BYTES = 1 << 20;
    private static final int DEFAULT_MEGA_BYTES = 16;

    /** Starting a child and compiling a module count by the clock, but not as the unit's processor time. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    /** A child has the lowest priority: beside busy programs of the owner's it gets a small part of the time. */
    private static final int CLOCK_PER_CPU = 40;

    /**
     * How long a unit may take by the clock.
     *
     * @param running without the time in which it was paused
     * @param toDeadline with it
     */
    record Clock(Duration running, Duration toDeadline) {}

    sealed interface Reply permits Allowed, Refused {}

    record Allowed(Unit.Limits limits, Clock clock) implements Reply {}

    record Refused(String reason) implements Reply {}

    private UnitLimits() {}

    /** Zero in an order means the node's default; memory is bounded by what the owner shares. */
    static Reply of(ComputeTask task, int sharedMegaBytes, Duration toDeadline) {
        long pages = Integer.toUnsignedLong(task.getMemoryPages());
        long cpuMillis = Integer.toUnsignedLong(task.getCpuMillisLimit());
        long outputBytes = task.getOutputBytesLimit();
        int sharedPages = sharedMegaBytes * PAGES_PER_MEGA_BYTE;
        if (pages > sharedPages) {
            return new Refused("the unit asks " + pages + " pages of memory, this node allows " + sharedPages);
        }
        if (cpuMillis > MAX_CPU_MILLIS) {
            return new Refused("the unit asks " + cpuMillis + " ms of processor time, nodes allow " + MAX_CPU_MILLIS);
        }
        if (outputBytes < 0 || outputBytes > MAX_OUTPUT_BYTES) {
            return new Refused("the unit asks " + Long.toUnsignedString(outputBytes) + " bytes of output, nodes allow "
                    + MAX_OUTPUT_BYTES);
        }
        if (toDeadline.isNegative() || toDeadline.isZero()) {
            return new Refused("its deadline has passed");
        }
        Unit.Limits limits = new Unit.Limits(
                pages == 0 ? Math.min(sharedPages, DEFAULT_MEGA_BYTES * PAGES_PER_MEGA_BYTE) : (int) pages,
                cpuMillis == 0 ? DEFAULT_CPU_MILLIS : (int) cpuMillis,
                outputBytes == 0 ? DEFAULT_OUTPUT_BYTES : (int) outputBytes);
        Duration running =
                Duration.ofMillis((long) CLOCK_PER_CPU * limits.cpuMillis()).plus(GRACE);
        return new Allowed(limits, new Clock(running, toDeadline));
    }
}
