package org.dcrbs.peer.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcrbs.protocol.v1.BenchmarkReport;

/** The whole suite, on one thread. It takes some seconds: whoever calls it keeps the report. */
public final class Benchmarks {
    private static final long KERNEL_NANOS = 500_000_000;
    private static final long MEMORY_NANOS = 250_000_000;

    private Benchmarks() {}

    /** Measures the processor, the memory, and the disk below the given folder. */
    public static BenchmarkReport run(Path folder) throws IOException {
        Files.createDirectories(folder);
        Timing timing = new Timing();
        double dhrystone = timing.bestRate(new Dhrystone(), KERNEL_NANOS);
        double whetstone = timing.bestRate(new Whetstone(), KERNEL_NANOS);
        double linpack = timing.bestRate(new Linpack(), KERNEL_NANOS);
        MemoryDelay memory = new MemoryDelay();
        double reads = timing.bestRate(memory.read(), MEMORY_NANOS);
        double writes = timing.bestRate(memory.write(), MEMORY_NANOS);
        DiskSpeed disk = DiskSpeed.measure(folder);
        return BenchmarkReport.newBuilder()
                .setDhrystoneMips(Math.round(dhrystone))
                .setWhetstoneMips(Math.round(whetstone))
                .setLinpackMflops(Math.round(linpack))
                .setMemoryReadNanos(nanos(reads))
                .setMemoryWriteNanos(nanos(writes))
                .setDiskAccessMicros(disk.accessMicros())
                .setDiskReadMbPerSecond(disk.readMegaBytesPerSecond())
                .setDiskWriteMbPerSecond(disk.writeMegaBytesPerSecond())
                .setDeliveredSharePermille(timing.deliveredPermille())
                .build();
    }

    /** The time of one access, from millions of accesses a second. */
    private static int nanos(double millionsPerSecond) {
        return (int) Math.max(1, Math.round(1000 / millionsPerSecond));
    }
}
