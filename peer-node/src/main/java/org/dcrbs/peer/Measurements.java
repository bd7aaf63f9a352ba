package org.dcrbs.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.dcrbs.peer.benchmark.Drift;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.link.Conversation;
import org.dcrbs.peer.share.Machine;
import org.dcrbs.protocol.v1.BenchmarkReport;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Errand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures the computer again every day, tells the coordinator what came out, and declares it anew when it has drifted
 * from what was declared twice in a row: once may be chance.
 */
final class Measurements {
    private static final Logger LOG = LoggerFactory.getLogger(Measurements.class);
    private static final Duration BETWEEN = Duration.ofDays(1);

    private final Home home;
    private final Clock clock;
    private final NodePlan.Bench bench;
    private final BooleanSupplier welcome;
    private final Executor background;
    private final AtomicBoolean underway = new AtomicBoolean();
    private volatile Consumer<Conversation> declared = with -> {};
    private volatile Machine machine;
    private volatile Instant last;
    private boolean drifted;

    /**
     * @param welcome whether the owner can do without the processor just now
     * @param background where measuring is done
     */
    Measurements(
            Machine machine,
            Home home,
            Clock clock,
            NodePlan.Bench bench,
            BooleanSupplier welcome,
            Executor background) {
        this.machine = machine;
        this.home = home;
        this.clock = clock;
        this.bench = bench;
        this.welcome = welcome;
        this.background = background;
        this.last = lastOf(home).orElse(clock.instant());
    }

    private static Optional<Instant> lastOf(Home home) {
        for (var file : List.of(home.measured(), home.benchmarks())) {
            try {
                if (Files.exists(file)) {
                    return Optional.of(Files.getLastModifiedTime(file).toInstant());
                }
            } catch (IOException e) {
                LOG.debug("The age of {} is not known: {}", file, e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** What to do when there is something else to declare. */
    void onDeclared(Consumer<Conversation> what) {
        declared = what;
    }

    /** With the figures that are declared now. */
    Machine now() {
        return machine;
    }

    /** Measures if it is time. */
    void consider(Conversation with) {
        Instant now = clock.instant();
        if (last.plus(BETWEEN).isBefore(now) && welcome.getAsBoolean() && underway.compareAndSet(false, true)) {
            last = now;
            background.execute(() -> measure(with));
        }
    }

    private void measure(Conversation with) {
        try {
            BenchmarkReport measured = bench.run(home.root().resolve("measuring"));
            Files.write(home.measured(), measured.toByteArray());
            with.send(Envelope.newBuilder()
                    .setErrand(Errand.newBuilder()
                            .setReportBenchmarks(
                                    Errand.ReportBenchmarks.newBuilder().setMeasured(measured))));
            compare(measured, with);
        } catch (IOException e) {
            LOG.warn("This computer cannot be measured: {}", e.getMessage());
        } finally {
            underway.set(false);
        }
    }

    private void compare(BenchmarkReport measured, Conversation with) throws IOException {
        List<Drift> drifts = Drift.between(machine.benchmarks(), measured);
        if (drifts.isEmpty()) {
            drifted = false;
            return;
        }
        LOG.warn("This computer is not what it was declared to be: {}", drifts);
        if (!drifted) {
            drifted = true;
            return;
        }
        drifted = false;
        Files.write(home.benchmarks(), measured.toByteArray());
        machine = new Machine(machine.hardware(), measured);
        LOG.info("The measured figures are declared from now on");
        declared.accept(with);
    }
}
