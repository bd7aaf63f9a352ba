package org.dcrbs.server.importer;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.listing.MarketFile;
import org.dcrbs.server.listing.MarketJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dcrbs import}. Starts no Spring: a file in, a file out. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Turns machine inventories and job lists into a market file, as a mapping file says.")
@SuppressWarnings("NullAway.Init")
public final class ImportCommand implements Callable<Integer> {
    private static final int REASONS_SHOWN = 10;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--mapping",
            required = true,
            paramLabel = "FILE",
            description = "What becomes of a row; see docs/import.md.")
    private Path mapping;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "NAME=FILE",
            description =
                    "The file of an input that the mapping names; gzip if it ends in .gz. May be given many times.")
    private Map<String, Path> inputs;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "MARKET",
            description = "The market file to write; gzip if it ends in .gz.")
    private Path out;

    @Option(names = "--most", paramLabel = "N", description = "Read only the first N rows of each input.")
    private @Nullable Long most;

    @Option(names = "--skip-bad", description = "Leave bad rows out and count them, rather than refuse the whole.")
    private boolean skipBad;

    @Option(
            names = "--now",
            paramLabel = "TIME",
            description = "What \"now\" in the mapping means, such as 2026-01-01T00:00:00Z; else the present.")
    private @Nullable Instant now;

    @Override
    public Integer call() {
        MarketJson json = new MarketJson();
        Instant time = now == null ? Clock.systemUTC().instant() : now;
        try {
            ImportReport report = new Importer(json, time).importAll(Mapping.read(mapping, json), inputs, limits());
            new MarketFile(json, time).write(out, report.market());
            tell(report);
            return 0;
        } catch (BadInputException e) {
            return refused(e.getMessage());
        } catch (IOException e) {
            return refused("can't write " + out + ": " + e.getMessage());
        }
    }

    private Limits limits() {
        if (most != null && most < 1) {
            throw new BadInputException("--most is " + most + "; want 1 or more");
        }
        Limits limits = Limits.DEFAULT.skippingBad(skipBad);
        return most == null ? limits : limits.firstRows(most);
    }

    private void tell(ImportReport report) {
        PrintWriter to = spec.commandLine().getOut();
        report.rows().forEach((input, rows) -> to.printf("%s: %,d rows%n", input, rows));
        to.printf(
                "%s: %,d parties, %,d offers, %,d demands%n",
                out, report.market().parties().size(), report.offers(), report.demands());
        if (report.skipped() > 0) {
            to.printf("skipped: %,d rows%n", report.skipped());
            report.reasons().stream().limit(REASONS_SHOWN).forEach(reason -> to.println("  " + reason));
        }
        to.flush();
    }

    private int refused(@Nullable String why) {
        PrintWriter to = spec.commandLine().getErr();
        to.println(why);
        to.flush();
        return 2;
    }
}
