package org.dcrbs.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.listing.Market;
import org.dcrbs.server.listing.MarketFile;
import org.dcrbs.server.listing.MarketJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dcrbs bench listings}: a made-up market as a market file, for {@code dcrbs round --market}. */
@Command(
        name = "listings",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Write a made-up market of parties, offers and demands, for 'dcrbs round --market'; the same for"
                + " the same seed and time.")
@SuppressWarnings("NullAway.Init")
final class BenchListingsCommand implements Callable<Integer> {
    private static final int MOST = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "LISTINGS", description = "How many listings, half of them offers.")
    private int listings;

    @Parameters(paramLabel = "SEED", description = "Makes other markets.")
    private long seed;

    @Parameters(paramLabel = "OUT", description = "The file to write; gzip if it ends in .gz.")
    private Path out;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            defaultValue = "2030-01-01T00:00:00Z",
            description = "When the first window begins (default: ${DEFAULT-VALUE}).")
    private Instant from;

    @Override
    public Integer call() throws IOException {
        if (listings < 2 || listings > MOST) {
            throw new BadInputException("LISTINGS is " + listings + "; want 2 to " + MOST);
        }
        Market market = MadeUpMarket.of(listings, seed, Instant.ofEpochSecond(from.getEpochSecond()));
        new MarketFile(new MarketJson(), from).write(out, market);
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: %d parties, %d listings in %s%n",
                        market.name(),
                        market.parties().size(),
                        market.listings().size(),
                        out);
        return ExitCode.OK;
    }
}
