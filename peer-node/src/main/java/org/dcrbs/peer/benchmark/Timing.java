package org.dcrbs.peer.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Times a kernel by the thread's processor time, so that a busy machine does not look like a slow one. */
final class Timing {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private long cpuNanos;
    private long wallNanos;
    /** Volatile, so that no compiler can tell that nobody reads it and leave out the work. */
    @SuppressWarnings("UnusedVariable")
    private volatile double sink;

    /**
     * The best rate of several runs, after enough of them for the compiler to have done its work. They
     * are as many as fit in the given processor time: on a busy machine the clock would end them too soon.
     */
    double bestRate(Kernel kernel, long budgetCpuNanos) {
        long spent = 0;
        double best = 0;
        while (spent < budgetCpuNanos) {
            long cpuBefore = THREADS.getCurrentThreadCpuTime();
            long wallBefore = System.nanoTime();
            sink = kernel.run();
            long cpu = Math.max(1, THREADS.getCurrentThreadCpuTime() - cpuBefore);
            spent += cpu;
            wallNanos += System.nanoTime() - wallBefore;
            best = Math.max(best, kernel.work() * 1e9 / cpu);
        }
        cpuNanos += spent;
        return best;
    }

    /** How much of the time by the clock the machine really gave, per mille. */
    int deliveredPermille() {
        return (int) Math.min(1000, Math.round(1000.0 * cpuNanos / Math.max(1, wallNanos)));
    }
}
