package org.dcrbs.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.dcrbs.rules.PolicyException;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.server.CommandFailure;
import org.dcrbs.server.listing.BadInputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code dcrbs policy replay}: what a draft would have made of a past round, or would make of the market now. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Decide a past round once more, or the market as it stands, under the policies of then and under a draft,"
                    + " and show the difference. Nothing that is stored changes.",
            "Progress goes to the error stream; Ctrl-C cancels."
        },
        footer = {"", "Exit codes: 0 done, 1 failed, 2 bad input, such as a draft that is refused."})
@SuppressWarnings("NullAway.Init")
final class PolicyReplayCommand implements Callable<Integer> {
    private static final long MILLIS_BETWEEN_LOOKS = 200;
    private static final long NANOS_BETWEEN_WORDS = 3_000_000_000L;
    private static final List<String> TABLES = List.of("categories", "lots", "pairings", "parties");

    /** How drafts and versions are called. */
    private static final String STORED = "d-[0-9]+|v[0-9]+(-[0-9a-f]{8})?";

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Subject subject;

    @SuppressWarnings("NullAway.Init")
    static final class Subject {
        @Option(names = "--round", paramLabel = "ID", description = "A past round, such as r-0001.")
        private @Nullable String round;

        @Option(names = "--live", description = "The market as it stands.")
        private boolean live;
    }

    @Option(
            names = "--draft",
            paramLabel = "FOLDER|DRAFT|VERSION",
            description =
                    "The policies to try: a folder, or a draft or version that the coordinator keeps, such as d-0001"
                            + " or v3; by default those now in force.")
    private @Nullable Path draft;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Write page, JSON and CSV tables there.")
    private @Nullable Path out;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "The longest that the solver may take for each side (default: the round's, at most 60).")
    private @Nullable Integer seconds;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "The most moves that it may try (default: the round's, else 100,000).")
    private @Nullable Long steps;

    @Mixin
    private Coordinator coordinator;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ObjectNode wish = wish();
        ApiClient api = coordinator.api();
        String path = "replays/" + api.post("replays", wish).path("id").asString();
        Thread cancel = new Thread(() -> cancel(api, path), "cancel");
        Runtime.getRuntime().addShutdownHook(cancel);
        await(api, path);
        Runtime.getRuntime().removeShutdownHook(cancel);
        PrintWriter to = spec.commandLine().getOut();
        to.print(api.text(path + "/result.txt"));
        if (out != null) {
            write(api, path, out);
            to.println("\nThe whole of it is in " + out.resolve("replay.html")
                    + ", replay.json and the CSV tables beside.");
        }
        to.flush();
        return ExitCode.OK;
    }

    private ObjectNode wish() {
        ObjectNode wish = JsonNodeFactory.instance.objectNode();
        if (subject.round != null) {
            wish.put("round", subject.round);
        }
        wish.put("live", subject.live);
        if (seconds != null) {
            wish.put("seconds", seconds);
        }
        if (steps != null) {
            wish.put("steps", steps);
        }
        if (draft != null && !Files.exists(draft) && draft.toString().matches(STORED)) {
            wish.put("stored", draft.toString());
        } else if (draft != null) {
            Path name = draft.toAbsolutePath().normalize().getFileName();
            wish.put("name", name == null ? "draft" : name.toString().replaceAll("[^A-Za-z0-9._-]", "-"));
            ArrayNode files = wish.putArray("files");
            for (Map.Entry<String, byte[]> file : files(draft).entrySet()) {
                files.addObject()
                        .put("name", file.getKey())
                        .put("base64", Base64.getEncoder().encodeToString(file.getValue()));
            }
        }
        return wish;
    }

    private static Map<String, byte[]> files(Path folder) {
        try {
            Map<String, byte[]> files = PolicySet.filesIn(folder);
            if (files.isEmpty()) {
                throw new BadInputException("--draft: there is no policy file in " + folder);
            }
            return files;
        } catch (PolicyException e) {
            throw new BadInputException("the draft is refused:\n" + e.getMessage(), e);
        }
    }

    /** Shows what it is at whenever that changes, until it has ended well. */
    private void await(ApiClient api, String path) throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        int told = -1;
        long toldAt = 0;
        while (true) {
            JsonNode view = api.get(path);
            String words = view.path("words").asString();
            switch (view.path("state").asString()) {
                case "DONE" -> {
                    return;
                }
                case "REFUSED" -> throw new BadInputException("the draft is refused:\n" + words);
                case "CANCELLED" -> throw new CommandFailure("the replay was cancelled");
                case "FAILED" -> throw new CommandFailure("the replay failed: " + words);
                default -> {
                    int percent = view.path("percent").asInt();
                    if (percent != told || System.nanoTime() - toldAt > NANOS_BETWEEN_WORDS) {
                        told = percent;
                        toldAt = System.nanoTime();
                        err.printf("%3d%% %s%n", percent, words);
                        err.flush();
                    }
                }
            }
            TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_LOOKS);
        }
    }

    private static void cancel(ApiClient api, String path) {
        try {
            api.delete(path);
        } catch (InterruptedException | RuntimeException e) {
            // The program ends; a coordinator that can't be told will end the replay by its limits.
            Thread.currentThread().interrupt();
        }
    }

    private static void write(ApiClient api, String path, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("replay.html"), api.text(path + "/result.html"));
        Files.writeString(folder.resolve("replay.json"), api.text(path + "/result"));
        for (String table : TABLES) {
            Files.writeString(folder.resolve(table + ".csv"), api.text(path + "/" + table + ".csv"));
        }
    }
}
