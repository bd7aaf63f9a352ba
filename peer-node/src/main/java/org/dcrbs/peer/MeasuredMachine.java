package org.dcrbs.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.dcrbs.peer.benchmark.Benchmarks;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.hardware.HardwareProbe;
import org.dcrbs.peer.share.Machine;
import org.dcrbs.protocol.v1.BenchmarkReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at this computer. Benchmarks take some seconds, so their report is kept for a month. */
record MeasuredMachine(Home home, Clock clock) implements Supplier<Machine> {
    private static final Logger LOG = LoggerFactory.getLogger(MeasuredMachine.class);
    private static final Duration KEPT = Duration.ofDays(30);

    @Override
    public Machine get() {
        try {
            return new Machine(HardwareProbe.read(), benchmarks());
        } catch (IOException e) {
            throw new UncheckedIOException("the benchmarks cannot write to " + home.root(), e);
        }
    }

    private BenchmarkReport benchmarks() throws IOException {
        Path file = home.benchmarks();
        if (Files.exists(file)
                && Files.getLastModifiedTime(file).toInstant().plus(KEPT).isAfter(clock.instant())) {
            return BenchmarkReport.parseFrom(Files.readAllBytes(file));
        }
        LOG.info("Measuring this computer; this takes some seconds, once a month");
        BenchmarkReport report = Benchmarks.run(home.root().resolve("measuring"));
        Files.write(file, report.toByteArray());
        return report;
    }
}
