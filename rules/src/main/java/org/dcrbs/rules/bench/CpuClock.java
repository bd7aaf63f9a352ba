package org.dcrbs.rules.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The CPU time that this process has taken, all of its threads together. */
final class CpuClock {
    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    long nanos() {
        return system.getProcessCpuTime();
    }
}
