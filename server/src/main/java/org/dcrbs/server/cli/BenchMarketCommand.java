package org.dcrbs.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.bench.StandardMarket;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dcrbs bench market}: a made-up market as a file, for {@code dcrbs solve} or any other solver. */
@Command(
        name = "market",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Write a made-up market as a problem for 'dcrbs solve'; the same for the same seed.")
@SuppressWarnings("NullAway.Init")
final class BenchMarketCommand implements Callable<Integer> {
    private static final int MOST_LINES = 2_000_000;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "LINES", description = "How many requirements, and as many offers.")
    private int lines;

    @Parameters(paramLabel = "SEED", description = "Makes other markets.")
    private long seed;

    @Parameters(paramLabel = "OUT", description = "The file to write; gzip if it ends in .gz.")
    private Path out;

    @Option(
            names = "--money",
            description = "How narrow budgets are: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private StandardMarket.Money money = StandardMarket.Money.CREDIT;

    @Override
    public Integer call() throws IOException {
        if (lines < 1 || lines > MOST_LINES) {
            throw new BadInputException("LINES is " + lines + "; want 1 to " + MOST_LINES);
        }
        PairingProblem market = StandardMarket.of(lines, seed, money);
        ProblemFiles.write(market, out, spec.commandLine().getOut());
        return ExitCode.OK;
    }
}
