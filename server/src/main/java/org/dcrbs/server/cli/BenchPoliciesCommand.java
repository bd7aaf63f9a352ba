package org.dcrbs.server.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.rules.bench.LoadBench;
import org.dcrbs.rules.bench.ValuationBench;
import org.dcrbs.server.listing.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dcrbs bench policies}: how fast policies value, and what changing them does to whoever is valuing. */
@Command(
        name = "policies",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        description = {
            "The shipped policies against a plain Java transcription of the same formulas; policies compiled and swapped"
                    + " under load; many rules compiled beside a load.",
            "Both ways of valuing are held equal, lot by lot, in every run."
        })
@SuppressWarnings("NullAway.Init")
final class BenchPoliciesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--listings", paramLabel = "N", description = "How many listings to value, of all categories.")
    private int listings = 100_000;

    @Option(names = "--swaps", paramLabel = "N", description = "How many times to swap policies under load.")
    private int swaps = 20;

    @Option(names = "--rules", paramLabel = "N", description = "How many rules to compile beside a load.")
    private int rules = 200;

    @Option(names = "--seed", paramLabel = "N", description = "Makes other listings.")
    private long seed = 1;

    @Override
    public Integer call() throws InterruptedException {
        range("--listings", listings, 1, 1_000_000);
        range("--swaps", swaps, 1, 1000);
        range("--rules", rules, 50, 2000);
        PrintWriter to = spec.commandLine().getOut();
        Consumer<String> progress = words -> {
            spec.commandLine().getErr().println(words);
            spec.commandLine().getErr().flush();
        };
        ValuationBench.Figures valued = new ValuationBench(PolicySet.shipped(), listings, seed).run(progress);
        to.printf(
                Locale.ROOT,
                "%,d lots valued: %.3f s of CPU under the shipped policies, %.3f s in plain Java, ratio %.2f%n",
                valued.lots(),
                valued.policiesNanos() / 1e9,
                valued.plainNanos() / 1e9,
                valued.ratio());
        to.flush();
        LoadBench load = new LoadBench(seed);
        LoadBench.Swaps swapped = load.swaps(swaps, progress);
        to.printf(
                Locale.ROOT,
                "%d swaps, each to policies compiled meanwhile: %,d evaluations of %d lots, %d failed%n",
                swapped.swaps(),
                swapped.evaluations(),
                LoadBench.LOTS,
                swapped.failures());
        to.flush();
        LoadBench.Compilation compiled = load.compilation(rules, 5, progress);
        to.printf(
                Locale.ROOT,
                "%d rules compiled in %.1f s: %.0f evaluations a second before, %.0f meanwhile, %d failed,"
                        + " the longest took %.0f ms%n",
                compiled.rules(),
                compiled.seconds(),
                compiled.before(),
                compiled.during(),
                compiled.failures(),
                compiled.longestMillis());
        to.flush();
        return ExitCode.OK;
    }

    private static void range(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new BadInputException(option + " is " + value + "; want " + least + " to " + most);
        }
    }
}
