package org.dcrbs.peer.hardware;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dcrbs.peer.owner.Reading;
import org.dcrbs.peer.owner.Senses;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.PowerSource;

/** What the computer does beside the node: all that its processors did, less what the node and its children did. */
public final class MachineSenses implements Senses {
    private static final long MILLI = 1000;

    private final HardwareAbstractionLayer hardware = new SystemInfo().getHardware();
    private final CentralProcessor processor = hardware.getProcessor();
    private final Supplier<Stream<ProcessHandle>> own;
    private long[] ticks = processor.getSystemCpuLoadTicks();
    private Map<Long, Duration> ownTimes = Map.of();
    private long atNanos = System.nanoTime();

    /** Beside this program and all that it has started. */
    public MachineSenses() {
        this(MachineSenses::thisProgram);
    }

    /** Beside those processes, asked anew for each reading. */
    public MachineSenses(Supplier<Stream<ProcessHandle>> own) {
        this.own = own;
        this.ownTimes = times();
    }

    private static Stream<ProcessHandle> thisProgram() {
        ProcessHandle self = ProcessHandle.current();
        return Stream.concat(Stream.of(self), self.descendants());
    }

    @Override
    public synchronized Reading read() {
        GlobalMemory memory = hardware.getMemory();
        return new Reading(
                Math.max(1, processor.getLogicalProcessorCount()),
                ownersMilliProcessors(),
                hardware.getPowerSources().stream().anyMatch(MachineSenses::drains),
                Known.number(memory.getTotal()).orElse(0),
                memory.getAvailable());
    }

    /** A computer without battery may show one of which nothing is known. */
    private static boolean drains(PowerSource source) {
        return source.isDischarging() && !source.isPowerOnLine();
    }

    private long ownersMilliProcessors() {
        long[] before = ticks;
        ticks = processor.getSystemCpuLoadTicks();
        long all = 0;
        for (TickType type : TickType.values()) {
            all += delta(before, type);
        }
        double ownProcessors = ownProcessors();
        if (all <= 0) {
            return 0;
        }
        // Time that other virtual machines took is idle as far as this one's owner is concerned.
        long busy = all - delta(before, TickType.IDLE) - delta(before, TickType.IOWAIT) - delta(before, TickType.STEAL);
        double perTick = (double) processor.getLogicalProcessorCount() / all;
        return Math.max(0, Math.round((busy * perTick - ownProcessors) * MILLI));
    }

    private long delta(long[] before, TickType type) {
        return Math.max(0, ticks[type.getIndex()] - before[type.getIndex()]);
    }

    /** How many processors the node's processes used since the last reading; one that is new, all of its time. */
    private double ownProcessors() {
        Map<Long, Duration> before = ownTimes;
        long lastNanos = atNanos;
        ownTimes = times();
        atNanos = System.nanoTime();
        long spent = 0;
        for (Map.Entry<Long, Duration> each : ownTimes.entrySet()) {
            Duration since = each.getValue().minus(before.getOrDefault(each.getKey(), Duration.ZERO));
            spent += Math.max(0, since.toNanos());
        }
        return (double) spent / Math.max(1, atNanos - lastNanos);
    }

    private Map<Long, Duration> times() {
        Map<Long, Duration> times = new HashMap<>();
        own.get()
                .forEach(
                        process -> process.info().totalCpuDuration().ifPresent(time -> times.put(process.pid(), time)));
        return times;
    }
}
