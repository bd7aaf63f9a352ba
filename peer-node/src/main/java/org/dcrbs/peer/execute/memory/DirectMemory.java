package org.dcrbs.peer.execute.memory;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/** How much memory outside its heap this process may still take. */
final class DirectMemory {
    private DirectMemory() {}

    static long freeBytes() {
        return Math.max(0, mostBytes() - usedBytes());
    }

    /** As set by {@code -XX:MaxDirectMemorySize}; if that is not set, the JVM allows as much as the heap may have. */
    private static long mostBytes() {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        long set = Long.parseLong(machine.getVMOption("MaxDirectMemorySize").getValue());
        return set > 0 ? set : Runtime.getRuntime().maxMemory();
    }

    private static long usedBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
