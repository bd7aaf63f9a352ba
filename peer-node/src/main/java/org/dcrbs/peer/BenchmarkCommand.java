package org.dcrbs.peer;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.dcrbs.peer.benchmark.Benchmarks;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.Home;
import org.dcrbs.protocol.v1.BenchmarkReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures several times and says how well that repeats. */
@Command(
        name = "benchmark",
        description = "Measures this computer, several times, and says how far the runs differ. Capability is the best"
                + " rate by processor time; the delivered share is how much of the time by the clock the computer gave."
                + " Declares nothing.",
        mixinStandardHelpOptions = true)
final class BenchmarkCommand extends HomeCommand {
    private static final int MOST_RUNS = 100;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "3", description = "How many; by default 3.")
    private int runs;

    @Override
    int run(Home home, PrintWriter out) throws ConfigException, IOException {
        if (runs < 1 || runs > MOST_RUNS) {
            throw new ConfigException("--runs " + runs + ": want 1 to " + MOST_RUNS);
        }
        out.printf("%-16s %12s %12s %14s %18s%n", "run", "Dhrystone", "Whetstone", "LINPACK", "delivered share");
        out.printf("%-16s %12s %12s %14s %18s%n", "", "MIPS", "MIPS", "MFLOPS", "per cent");
        List<BenchmarkReport> all = new ArrayList<>();
        for (int run = 1; run <= runs; run++) {
            BenchmarkReport report = Benchmarks.run(home.root().resolve("measuring"));
            all.add(report);
            out.printf(
                    Locale.ROOT,
                    "%-16d %12d %12d %14d %18.1f%n",
                    run,
                    report.getDhrystoneMips(),
                    report.getWhetstoneMips(),
                    report.getLinpackMflops(),
                    report.getDeliveredSharePermille() / 10.0);
            out.flush();
        }
        out.printf(
                Locale.ROOT,
                "%-16s %11.1f%% %11.1f%% %13.1f%%%n",
                "runs differ by",
                spread(all, BenchmarkReport::getDhrystoneMips),
                spread(all, BenchmarkReport::getWhetstoneMips),
                spread(all, BenchmarkReport::getLinpackMflops));
        return 0;
    }

    /** The least below the largest, in per cent of that. */
    private static double spread(List<BenchmarkReport> all, ToLongFunction<BenchmarkReport> figure) {
        long most = figures(all, figure).max().orElse(0);
        long least = figures(all, figure).min().orElse(0);
        return most == 0 ? 0 : 100.0 * (most - least) / most;
    }

    private static LongStream figures(List<BenchmarkReport> all, ToLongFunction<BenchmarkReport> figure) {
        return all.stream().mapToLong(figure);
    }
}
