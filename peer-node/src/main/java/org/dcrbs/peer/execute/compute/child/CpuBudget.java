package org.dcrbs.peer.execute.compute.child;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/** The processor time that one unit may take, first for compiling its module, then for running it. */
final class CpuBudget {
    /** Compiling is the node's expense, but no gift without end. */
    private static final long COMPILE_MILLIS = 20_000;

    private final int unitMillis;
    private volatile @Nullable Thread worker;
    private volatile long phaseStartNanos;
    private volatile long phaseMillis = COMPILE_MILLIS;
    private volatile boolean running;

    CpuBudget(int unitMillis) {
        this.unitMillis = unitMillis;
    }

    /** On the worker's own thread: counts it, for compiling, from now. */
    void startCompiling() {
        phaseStartNanos = cpuNow();
        worker = Thread.currentThread();
    }

    /** On the worker's own thread: from now on it is the unit's own time. */
    void startRunning() {
        phaseStartNanos = cpuNow();
        phaseMillis = unitMillis;
        running = true;
    }

    private static long cpuNow() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    boolean isOverdrawn(ThreadMXBean threads) {
        return sincePhaseStart(threads) > phaseMillis * 1_000_000;
    }

    /** The unit's own processor time so far. */
    long spentNanos(ThreadMXBean threads) {
        return running ? Math.max(0, sincePhaseStart(threads)) : 0;
    }

    private long sincePhaseStart(ThreadMXBean threads) {
        Thread counted = worker;
        return counted == null ? 0 : threads.getThreadCpuTime(counted.getId()) - phaseStartNanos;
    }

    void interrupt() {
        Thread counted = worker;
        if (counted != null) {
            counted.interrupt();
        }
    }

    String overdrawn() {
        return running
                ? "took more than " + unitMillis + " ms of processor time"
                : "its module took more than " + COMPILE_MILLIS + " ms to compile";
    }
}
