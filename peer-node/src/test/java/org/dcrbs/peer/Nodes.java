package org.dcrbs.peer;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.execute.Executor;
import org.dcrbs.peer.link.Backoff;
import org.dcrbs.peer.owner.OwnerWatch;
import org.dcrbs.peer.owner.Reading;
import org.dcrbs.peer.share.Machine;
import org.dcrbs.peer.share.Share;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.tls.EnrolmentToken;
import org.dcrbs.protocol.v1.BenchmarkReport;
import org.dcrbs.protocol.v1.HardwareReport;

/** Nodes for tests: on a machine of known size, quick to dial again. */
final class Nodes {
    static final Machine MACHINE = new Machine(
            HardwareReport.newBuilder()
                    .setLogicalCores(8)
                    .setMemoryBytes(16_000_000_000L)
                    .addDisks(HardwareReport.Disk.newBuilder().setMount("/").setUsableBytes(100_000_000_000L))
                    .build(),
            BenchmarkReport.newBuilder()
                    .setDhrystoneMips(5000)
                    .setLinpackMflops(2000)
                    .setDiskReadMbPerSecond(500)
                    .build());

    /** Nobody else uses it. */
    private static final Reading QUIET = new Reading(8, 0, false, 0, 0);

    private Nodes() {}

    /** The same node with another clock, on a computer that measures otherwise. */
    static NodePlan at(NodePlan plan, Clock clock, BenchmarkReport measured) {
        return new NodePlan(
                plan.home(),
                plan.coordinator(),
                plan.token(),
                plan.share(),
                plan.shareFile(),
                plan.machine(),
                folder -> measured,
                plan.senses(),
                plan.rhythm(),
                plan.executors(),
                plan.limits(),
                plan.backoff(),
                clock);
    }

    /** The same node, which looks at its computer so often, and tells of each look. */
    static NodePlan watched(NodePlan plan, Semaphore looks, Duration between) {
        return new NodePlan(
                plan.home(),
                plan.coordinator(),
                plan.token(),
                plan.share(),
                plan.shareFile(),
                plan.machine(),
                plan.bench(),
                () -> {
                    looks.release();
                    return QUIET;
                },
                new OwnerWatch.Rhythm(between, Duration.ZERO),
                plan.executors(),
                plan.limits(),
                plan.backoff(),
                plan.clock());
    }

    /** The same node with that executor alone. */
    static NodePlan with(NodePlan plan, Executor executor) {
        return new NodePlan(
                plan.home(),
                plan.coordinator(),
                plan.token(),
                plan.share(),
                plan.shareFile(),
                plan.machine(),
                plan.bench(),
                plan.senses(),
                plan.rhythm(),
                List.of(executor),
                plan.limits(),
                plan.backoff(),
                plan.clock());
    }

    static NodePlan plan(StandIn coordinator, Path home, EnrolmentToken token, Share share, Counting executor) {
        return new NodePlan(
                new Home(home),
                coordinator.address(),
                Optional.ofNullable(token),
                share,
                home.resolve("share.json"),
                () -> MACHINE,
                folder -> MACHINE.benchmarks(),
                () -> QUIET,
                OwnerWatch.Rhythm.USUAL,
                List.of(executor),
                LinkLimits.DEFAULT,
                new Backoff(Duration.ofMillis(20), Duration.ofMillis(100), new Random(1)),
                Clock.systemUTC());
    }
}
