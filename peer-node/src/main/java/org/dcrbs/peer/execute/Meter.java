package org.dcrbs.peer.execute;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** What the current thread spends, from now on. */
public final class Meter {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final long startCpuNanos = cpuNow();
    private final long startNanos = System.nanoTime();

    private Meter() {}

    public static Meter start() {
        return new Meter();
    }

    public Usage usage() {
        return new Usage(Math.max(0, cpuNow() - startCpuNanos), System.nanoTime() - startNanos);
    }

    private static long cpuNow() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : 0;
    }
}
