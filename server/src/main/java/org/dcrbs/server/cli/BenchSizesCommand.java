package org.dcrbs.server.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.solver.Answer;
import org.dcrbs.solver.GreedyMatcher;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PairingSolver;
import org.dcrbs.solver.SolveLimits;
import org.dcrbs.solver.bench.StandardMarket;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dcrbs bench sizes}: how good the solver is on made-up markets of several sizes. */
@Command(
        name = "sizes",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        description =
                "The solver on made-up markets of several sizes, against first come, best rank and the proven bound.")
@SuppressWarnings("NullAway.Init")
final class BenchSizesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--lines",
            paramLabel = "N",
            split = ",",
            description = "How many requirements, and as many offers, each market has.")
    private List<Integer> lines = List.of(100, 1000, 10_000);

    @Option(names = "--money", description = "How narrow budgets are: ${COMPLETION-CANDIDATES}.")
    private StandardMarket.Money money = StandardMarket.Money.CREDIT;

    @Option(names = "--seconds", paramLabel = "N", description = "The longest to take for each market.")
    private long seconds = 10;

    @Option(names = "--seed", paramLabel = "N", description = "Makes other markets.")
    private long seed = 1;

    @Override
    public Integer call() {
        PrintWriter to = spec.commandLine().getOut();
        to.printf("%8s %12s %18s %18s %18s %9s %8s%n", "lines", "candidates", "greedy", "solver", "bound", "gap", "s");
        for (int size : lines) {
            if (size < 1 || seconds < 1) {
                throw new BadInputException("--lines and --seconds want 1 or more");
            }
            PairingProblem market = StandardMarket.of(size, seed, money);
            Answer answer = PairingSolver.solve(
                    market,
                    SolveLimits.seconds(seconds)
                            .withThreads(Runtime.getRuntime().availableProcessors()),
                    seed);
            to.printf(
                    Locale.ROOT,
                    "%8d %12d %18d %18d %18d %8.3f%% %8.1f%n",
                    size,
                    market.candidateCount(),
                    market.objective(GreedyMatcher.match(market)),
                    answer.objective(),
                    answer.bound(),
                    100 * answer.gap(),
                    answer.seconds());
            to.flush();
        }
        return ExitCode.OK;
    }
}
