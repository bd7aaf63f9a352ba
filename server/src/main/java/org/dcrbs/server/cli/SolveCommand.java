package org.dcrbs.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.dcrbs.solver.Answer;
import org.dcrbs.solver.BoundPrices;
import org.dcrbs.solver.Crew;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PairingSolver;
import org.dcrbs.solver.Progress;
import org.dcrbs.solver.SolveLimits;
import org.dcrbs.solver.format.AnswerWriter;
import org.dcrbs.solver.format.PairingReader;
import org.dcrbs.solver.format.PricesWriter;
import org.dcrbs.solver.format.WorthsWriter;
import org.dcrbs.solver.pricing.Pricing;
import org.dcrbs.solver.pricing.PricingPolicy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dcrbs solve}: the solver by itself, on a problem file. Starts no Spring. */
@Command(
        name = "solve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Solve a pairing problem, and prove how good the answer is.")
@SuppressWarnings("NullAway.Init")
final class SolveCommand implements Callable<Integer> {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(1);

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PROBLEM", description = "A dcrbs-pairing/1 file; gzip if it ends in .gz.")
    private Path problem;

    @Option(names = "--out", paramLabel = "ANSWER", description = "Where to write the answer, as dcrbs-answer/1.")
    private @Nullable Path out;

    @Option(
            names = "--prices",
            paramLabel = "PRICES",
            description = "Where to write what proves the bound, as dcrbs-prices/1, for 'dcrbs check'.")
    private @Nullable Path prices;

    @Option(
            names = "--worths",
            paramLabel = "WORTHS",
            description = "Where to write what each pairing is paid, as dcrbs-worths/1: one price for the same good "
                    + "where the bound's prices tell one, never more than a taker gains or less than a giver asks.")
    private @Nullable Path worths;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "The longest to take (default: ${DEFAULT-VALUE}).")
    private long seconds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Same problem, seed and steps: same answer (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--steps", paramLabel = "N", description = "The most moves to try.")
    private @Nullable Long steps;

    @Option(
            names = "--gap",
            paramLabel = "G",
            defaultValue = "0",
            description = "Stop once proven to be this close to the best; 0.01 is one per cent.")
    private double gap;

    @Option(
            names = "--parts",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Search a large problem in so many parts at a time, each by a thread of its own; worth it with"
                            + " more cores than two (default: ${DEFAULT-VALUE}).")
    private int parts;

    private long nextLine;

    @Override
    public Integer call() throws IOException {
        PrintWriter to = spec.commandLine().getOut();
        if (parts < 1 || parts > Crew.MOST) {
            throw new ParameterException(spec.commandLine(), "--parts wants 1 to " + Crew.MOST + ", not " + parts);
        }
        SolveLimits limits = limits();
        PairingProblem read = PairingReader.read(problem);
        if (worths != null && read.maxCycle().isPresent()) {
            throw new ParameterException(spec.commandLine(), "--worths: in a swap market nobody pays");
        }
        to.printf(
                Locale.ROOT,
                "%s: %,d parties, %,d offers, %,d bundles, %,d candidates%n",
                read.name(),
                read.parties().size(),
                read.offers().size(),
                read.bundleCount(),
                read.candidateCount());
        to.flush();
        Answer answer = PairingSolver.solve(
                read, limits, seed, progress -> line(to, progress), () -> false, Crew.threads(parts));
        to.printf(
                Locale.ROOT,
                "objective %d, bound %d (%s), gap %.4f%%, %,d bundles served, %,d not, %,d steps, %.1f s%n",
                answer.objective(),
                answer.bound(),
                answer.proof().word(),
                100 * answer.gap(),
                answer.pairings().size(),
                answer.unserved().size(),
                answer.steps(),
                answer.seconds());
        if (out != null) {
            AnswerWriter.write(read, answer, out);
            to.println("answer in " + out);
        }
        if (prices != null && answer.prices().isPresent()) {
            PricesWriter.write(read, new BoundPrices(answer.prices().get(), answer.knapsackPrices()), prices);
            to.println("prices in " + prices);
        }
        if (worths != null) {
            WorthsWriter.write(read, Pricing.of(read, answer, PricingPolicy.uniform()), worths);
            to.println("worths in " + worths);
        }
        to.flush();
        return ExitCode.OK;
    }

    private SolveLimits limits() {
        try {
            return new SolveLimits(
                    Duration.ofSeconds(seconds),
                    steps == null ? OptionalLong.empty() : OptionalLong.of(steps),
                    gap,
                    Runtime.getRuntime().availableProcessors());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void line(PrintWriter to, Progress progress) {
        if (progress.elapsed().toNanos() < nextLine) {
            return;
        }
        nextLine = progress.elapsed().plus(BETWEEN_LINES).toNanos();
        to.printf(
                Locale.ROOT,
                "%7.1f s  best %d  bound %d  gap %.4f%%%n",
                progress.elapsed().toMillis() / 1000.0,
                progress.best(),
                progress.bound(),
                100 * progress.gap());
        to.flush();
    }
}
