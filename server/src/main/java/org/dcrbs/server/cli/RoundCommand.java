package org.dcrbs.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.dcrbs.market.RoundStage;
import org.dcrbs.server.CommandFailure;
import org.dcrbs.server.listing.Market;
import org.dcrbs.server.listing.MarketFile;
import org.dcrbs.server.listing.MarketJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code dcrbs round}: has a running coordinator clear its market, and shows what came of it. */
@Command(
        name = "round",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Run a round on a running coordinator, and show its account.")
@SuppressWarnings("NullAway.Init")
final class RoundCommand implements Callable<Integer> {
    private static final long NANOS_BETWEEN_WORDS = 5_000_000_000L;
    private static final long MILLIS_BETWEEN_LOOKS = 300;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Coordinator coordinator;

    @Option(
            names = "--market",
            paramLabel = "FILE",
            description = "A dcrbs-market/1 file to bring in first, with the files that it names.")
    private @Nullable Path market;

    @Option(names = "--seconds", paramLabel = "N", description = "The longest that the solver may take.")
    private @Nullable Integer seconds;

    @Option(names = "--steps", paramLabel = "N", description = "The most moves that the solver may try.")
    private @Nullable Long steps;

    @Option(names = "--candidates", paramLabel = "N", description = "The most candidates for a requirement.")
    private @Nullable Integer candidates;

    @Option(names = "--seed", paramLabel = "N", description = "Same market, seed and steps: same round.")
    private @Nullable Long seed;

    @Option(names = "--wait", description = "Wait until all contracts are carried out, not only agreed.")
    private boolean toTheEnd;

    @Option(names = "--out", paramLabel = "DIR", description = "Write the account there, as HTML and as JSON.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter to = spec.commandLine().getOut();
        ApiClient api = coordinator.api();
        if (market != null) {
            load(api, market, to);
        }
        String path = "rounds/" + api.post("rounds", wish()).at("/round/id").asString();
        JsonNode round = await(api, path, to);
        String failure = round.path("failure").asString("");
        if (!failure.isEmpty()) {
            throw new CommandFailure("the round was given up: " + failure);
        }
        to.println();
        to.print(api.text(path + "/report.txt"));
        if (out != null) {
            Files.createDirectories(out);
            Files.writeString(out.resolve("round.html"), api.text(path + "/report.html"));
            Files.writeString(out.resolve("round.json"), api.text(path + "/report"));
            to.println("The account is in " + out.resolve("round.html") + " and " + out.resolve("round.json"));
        }
        to.flush();
        return ExitCode.OK;
    }

    private static void load(ApiClient api, Path file, PrintWriter to) throws IOException, InterruptedException {
        Market read = new MarketFile(new MarketJson(), Clock.systemUTC().instant()).read(file);
        for (Market.BlobPath blob : read.blobs()) {
            api.post("blobs", "application/octet-stream", file.resolveSibling(blob.path()));
        }
        JsonNode taken = api.post("listings", "application/x-ndjson", file);
        to.printf(
                "%s: %s parties, %s offers, %s demands%n",
                read.name(), taken.path("parties"), taken.path("offers"), taken.path("demands"));
        to.flush();
    }

    private ObjectNode wish() {
        ObjectNode wish = JsonNodeFactory.instance.objectNode();
        put(wish, "solveSeconds", seconds);
        put(wish, "steps", steps);
        put(wish, "candidates", candidates);
        put(wish, "seed", seed);
        return wish;
    }

    private static void put(ObjectNode wish, String field, @Nullable Number value) {
        if (value != null) {
            wish.put(field, value.longValue());
        }
    }

    /** Shows each stage and what the solver has, until the round has come far enough. */
    private JsonNode await(ApiClient api, String path, PrintWriter to) throws InterruptedException {
        RoundStage told = RoundStage.CLOSED;
        long toldAt = 0;
        while (true) {
            JsonNode view = api.get(path);
            JsonNode round = view.path("round");
            RoundStage stage = RoundStage.valueOf(round.path("stage").asString());
            String words = view.path("progress").asString(stage.words());
            boolean longSilent = System.nanoTime() - toldAt > NANOS_BETWEEN_WORDS
                    && !view.path("progress").isNull();
            if (stage != told || longSilent) {
                told = stage;
                toldAt = System.nanoTime();
                to.println(round.path("id").asString() + ": " + words);
                to.flush();
            }
            boolean decided = stage.compareTo(toTheEnd ? RoundStage.CLOSED : RoundStage.EXECUTE) >= 0;
            if (decided || !round.path("failure").isNull()) {
                return round;
            }
            TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_LOOKS);
        }
    }
}
