package org.dcrbs.server.cli;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dcrbs.server.report.TextTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code dcrbs reputation}: what parties' deliveries have shown of them. */
@Command(
        name = "reputation",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "List the parties' reputations, or show one with the outcomes that it comes of.",
        footer = {"", "Exit codes: 0 done, 1 failed, 2 bad input or usage."})
@SuppressWarnings("NullAway.Init")
final class ReputationCommand implements Callable<Integer> {
    private static final List<String> HEAD =
            List.of("party", "standing", "of a thousand", "good", "bad", "good in a row");

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "PARTY", description = "Of this party, with its last outcomes.")
    private @Nullable String party;

    @Mixin
    private Coordinator coordinator;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter to = spec.commandLine().getOut();
        if (party == null) {
            List<List<String>> rows = new ArrayList<>();
            coordinator.api().get("reputation").forEach(one -> rows.add(row(one)));
            to.print(rows.isEmpty() ? "Nothing is known of any party yet.\n" : TextTable.of(HEAD, rows, 2, 3, 4, 5));
        } else {
            JsonNode one = coordinator
                    .api()
                    .get("reputation/"
                            + URLEncoder.encode(party, StandardCharsets.UTF_8).replace("+", "%20"));
            to.print(TextTable.of(HEAD, List.of(row(one.path("reputation"))), 2, 3, 4, 5));
            for (JsonNode outcome : one.path("latest")) {
                to.printf(
                        "%s  %s  %s%n",
                        outcome.path("at").asString().replaceFirst("[.][0-9]+Z$", "Z"),
                        words(outcome.path("kind")),
                        outcome.path("detail").asString());
            }
        }
        to.flush();
        return ExitCode.OK;
    }

    private static List<String> row(JsonNode one) {
        return List.of(
                one.path("party").asString(),
                words(one.path("standing")),
                one.path("permille").asString(),
                one.path("good").asString(),
                one.path("bad").asString(),
                one.path("inARow").asString());
    }

    private static String words(JsonNode name) {
        return name.asString().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
