package org.dcrbs.peer;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.transfer.pieces.Pace;
import org.dcrbs.peer.transfer.pieces.TransferBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures a transfer against a plain copy, turn about. */
@Command(
        name = "benchmark-transfer",
        description =
                "Measures how fast a file goes from node to node, both on this computer, against a plain copy of it"
                        + " over a plain socket of the same loopback, disk to disk and forced to disk, turn about.",
        mixinStandardHelpOptions = true)
final class TransferBenchmarkCommand extends HomeCommand {
    private static final int MOST_RUNS = 100;
    private static final int WARMING = 3;
    private static final int MOST_MEGA_BYTES = 100_000;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "7", description = "How many of each; by default 7.")
    private int runs;

    @Option(
            names = "--megabytes",
            paramLabel = "N",
            defaultValue = "512",
            description = "How large the file is; by default 512.")
    private int megaBytes;

    @Option(
            names = "--line",
            paramLabel = "MBIT",
            defaultValue = "0",
            description = "A network between the two that carries so many Mbit/s; by default none.")
    private int megaBits;

    private record Run(double rate, double cpuMillis) {}

    private interface Copy {
        long nanos() throws IOException, InterruptedException;
    }

    @Override
    int run(Home home, PrintWriter out) throws ConfigException, IOException, InterruptedException {
        if (runs < 1 || runs > MOST_RUNS || megaBytes < 1 || megaBytes > MOST_MEGA_BYTES || megaBits < 0) {
            throw new ConfigException("--runs " + runs + " --megabytes " + megaBytes + ": want 1 to " + MOST_RUNS
                    + " runs of 1 to " + MOST_MEGA_BYTES + " MB, and no line of less than 0 Mbit/s");
        }
        List<Run> plain = new ArrayList<>();
        List<Run> transferred = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        try (TransferBench bench =
                TransferBench.in(home.root().resolve("transfer-benchmark"), megaBytes * 1_000_000L, megaBits)) {
            // Not counted: the compiler's time is not the transfer's.
            bench.plainNanos();
            for (int warming = 0; warming < WARMING; warming++) {
                bench.transferNanos(Pace.USUAL);
            }
            out.printf("%-6s %14s %14s %8s%n", "run", "plain copy", "transfer", "ratio");
            for (int run = 1; run <= runs; run++) {
                plain.add(measured(bench::plainNanos));
                transferred.add(measured(() -> bench.transferNanos(Pace.USUAL)));
                ratios.add(transferred.get(run - 1).rate() / plain.get(run - 1).rate());
                tell(
                        out,
                        String.valueOf(run),
                        plain.get(run - 1).rate(),
                        transferred.get(run - 1).rate(),
                        ratios.get(run - 1));
            }
        }
        tell(
                out,
                "median",
                median(plain.stream().map(Run::rate).toList()),
                median(transferred.stream().map(Run::rate).toList()),
                median(ratios));
        out.printf(
                Locale.ROOT,
                "processor time a megabyte, both ends together: %.1f ms plain, %.1f ms transferred%n",
                median(plain.stream().map(Run::cpuMillis).toList()),
                median(transferred.stream().map(Run::cpuMillis).toList()));
        return 0;
    }

    private static void tell(PrintWriter out, String run, double plain, double transferred, double ratio) {
        out.printf(Locale.ROOT, "%-6s %9.0f MB/s %9.0f MB/s %6.0f %%%n", run, plain, transferred, 100 * ratio);
        out.flush();
    }

    private Run measured(Copy copy) throws IOException, InterruptedException {
        long before = cpuNanos();
        long nanos = copy.nanos();
        return new Run(megaBytes * 1e9 / nanos, (cpuNanos() - before) / 1e6 / megaBytes);
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
