package org.dcrbs.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.dcrbs.peer.benchmark.Benchmarks;
import org.dcrbs.peer.config.CoordinatorAddress;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.execute.Executor;
import org.dcrbs.peer.hardware.MachineSenses;
import org.dcrbs.peer.link.Backoff;
import org.dcrbs.peer.owner.OwnerWatch;
import org.dcrbs.peer.owner.Senses;
import org.dcrbs.peer.share.Machine;
import org.dcrbs.peer.share.Share;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.tls.EnrolmentToken;
import org.dcrbs.protocol.v1.BenchmarkReport;

/**
 * All that a node is started with.
 *
 * @param token needed only while the home has no identity
 * @param shareFile looked at while the node runs, so that a change of it needs no restart
 * @param machine asked once, after enrolment; measuring takes its time
 * @param bench by which the machine is measured again now and then
 * @param executors beside those for files, which every node has
 */
public record NodePlan(
        Home home,
        CoordinatorAddress coordinator,
        Optional<EnrolmentToken> token,
        Share share,
        Path shareFile,
        Supplier<Machine> machine,
        Bench bench,
        Senses senses,
        OwnerWatch.Rhythm rhythm,
        List<Executor> executors,
        LinkLimits limits,
        Backoff backoff,
        Clock clock) {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** Measures; writes for a while into the folder. */
    public interface Bench {
        BenchmarkReport run(Path folder) throws IOException;
    }

    public NodePlan {
        executors = List.copyOf(executors);
    }

    /** With the limits, the clock and the executors of everyday use. */
    public static NodePlan usual(
            Home home,
            CoordinatorAddress coordinator,
            Optional<EnrolmentToken> token,
            Share share,
            Path shareFile,
            Supplier<Machine> machine) {
        List<Executor> found = new ArrayList<>();
        ServiceLoader.load(Executor.class).forEach(found::add);
        return new NodePlan(
                home,
                coordinator,
                token,
                share,
                shareFile,
                machine,
                Benchmarks::run,
                new MachineSenses(),
                OwnerWatch.Rhythm.USUAL,
                found,
                LinkLimits.DEFAULT,
                new Backoff(FIRST_PAUSE, LONGEST_PAUSE, RandomGenerator.getDefault()),
                Clock.systemUTC());
    }
}
