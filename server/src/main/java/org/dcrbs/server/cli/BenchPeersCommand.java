package org.dcrbs.server.cli;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dcrbs.server.CommandFailure;
import org.dcrbs.server.bench.PeersRun;
import org.dcrbs.server.bench.Phase;
import org.dcrbs.server.listing.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dcrbs bench peers}: how many peers one coordinator bears. */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        description = {
            "Drive thousands of made-up peers against a coordinator of their own: enrol, connect, idle, work, and come"
                    + " back after it was killed in the middle of that.",
            "Their certificates, connections and messages are real; they answer work units at once instead of running"
                    + " them. At the end the coordinator's books are looked through."
        })
@SuppressWarnings("NullAway.Init")
final class BenchPeersCommand implements Callable<Integer> {
    private static final int MOST_PEERS = 100_000;
    /** Per source and target address there are about 28,000 ports. */
    private static final int PEERS_AN_ADDRESS = 25_000;
    /** Jars, blobs, the store. */
    private static final int OTHER_FILES = 600;

    @Spec
    private CommandSpec spec;

    @Option(names = "--peers", paramLabel = "N", description = "How many peers.")
    private int peers = 10_000;

    @Option(names = "--jobs", paramLabel = "N", description = "How many jobs in each of the two batches.")
    private int jobs = 20;

    @Option(names = "--units", paramLabel = "N", description = "How many units a job has; each is checked once.")
    private int units = 1000;

    @Option(names = "--idle", paramLabel = "SECONDS", description = "How long to watch peers that only beat.")
    private int idle = 60;

    @Option(
            names = "--coordinator-java",
            paramLabel = "OPTIONS",
            description = "The options of the coordinator's Java, one string.")
    private String coordinatorJava = "-XX:+UseSerialGC -Xmx384m";

    @Override
    public Integer call() throws IOException, InterruptedException {
        range("--peers", peers, 4, MOST_PEERS);
        range("--jobs", jobs, 1, peers / 4);
        range("--units", units, 1, 10_000);
        range("--idle", idle, 0, 3600);
        checkFiles();
        PrintWriter to = spec.commandLine().getOut();
        Path folder = Files.createTempDirectory("dcrbs-bench-peers-");
        List<String> addresses = IntStream.rangeClosed(1, (peers + PEERS_AN_ADDRESS - 1) / PEERS_AN_ADDRESS)
                .mapToObj(last -> "127.0.0." + last)
                .toList();
        PeersRun.Plan plan = new PeersRun.Plan(
                folder,
                peers,
                jobs,
                units,
                idle,
                addresses,
                Arrays.stream(coordinatorJava.split(" ", -1))
                        .filter(option -> !option.isBlank())
                        .toList());
        to.printf(
                "%-42s %8s %9s %9s %8s %12s %9s%n",
                "phase", "count", "seconds", "a second", "CPU s", "CPU ms each", "MiB");
        to.flush();
        PrintWriter progress = spec.commandLine().getErr();
        try (PeersRun run = new PeersRun(
                plan, Clock.systemUTC(), name -> progress.println("under way: " + name), phase -> print(to, phase))) {
            return tell(to, run.run());
        } finally {
            delete(folder);
        }
    }

    private static void print(PrintWriter to, Phase phase) {
        to.printf(
                Locale.ROOT,
                "%-42s %8d %9.1f %9.0f %8.1f %12.2f %9.0f%n",
                phase.name(),
                phase.count(),
                phase.wall().toMillis() / 1e3,
                phase.perSecond(),
                phase.cpu().toMillis() / 1e3,
                phase.cpuMillisEach(),
                phase.residentKibibytes() / 1024.0);
        to.flush();
    }

    private static int tell(PrintWriter to, PeersRun.Report report) {
        to.println();
        to.println("The most orders that one peer had unacknowledged before the kill: " + report.mostOutstanding());
        to.println("Orders sent again though their result was acknowledged: "
                + report.askedAgain().size());
        report.askedAgain().forEach(to::println);
        to.println("What is wrong in the books: "
                + (report.wrong().isEmpty() ? "nothing" : report.wrong().size() + " things"));
        report.wrong().forEach(to::println);
        to.flush();
        return report.wrong().isEmpty() && report.askedAgain().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** Both processes have a file open for each peer, and inherit the same limit. */
    private void checkFiles() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            long may = system.getMaxFileDescriptorCount();
            if (may < peers + OTHER_FILES) {
                throw new CommandFailure(peers + " peers take " + (peers + OTHER_FILES)
                        + " open files in each of two processes, and a process may have " + may
                        + "; raise it (ulimit -n " + (peers + OTHER_FILES)
                        + ", for which the system's hard limit may have to be raised), or take fewer --peers");
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void range(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new BadInputException(option + " is " + value + "; want " + least + " to " + most);
        }
    }
}
