package org.dcrbs.server.cli;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dcrbs.server.report.TextTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code dcrbs member}: what kind of member each party is. */
@Command(
        name = "member",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "List the parties and what kind of member each is, or say what kind one is. Policies may ask for it.",
        footer = {"", "Exit codes: 0 done, 1 failed, 2 refused, with the reason; then nothing has changed."})
@SuppressWarnings("NullAway.Init")
final class MemberCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "PARTY", description = "Whose membership changes.")
    private @Nullable String party;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "KIND",
            description = "A word such as founder, in small letters; \"ordinary\" is what everybody is at first.")
    private @Nullable String kind;

    @Mixin
    private Coordinator coordinator;

    @Override
    public Integer call() throws InterruptedException {
        if (party != null && kind == null) {
            throw new ParameterException(spec.commandLine(), "what kind of member is " + party + " to be?");
        }
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode one : party == null ? coordinator.api().get("parties") : List.of(changed(party))) {
            rows.add(List.of(
                    one.path("id").asString(),
                    one.path("name").asString(),
                    one.path("membership").asString()));
        }
        PrintWriter to = spec.commandLine().getOut();
        to.print(TextTable.of(List.of("party", "name", "membership"), rows));
        to.flush();
        return ExitCode.OK;
    }

    private JsonNode changed(String id) throws InterruptedException {
        return coordinator
                .api()
                .post(
                        "parties/" + URLEncoder.encode(id, StandardCharsets.UTF_8),
                        JsonNodeFactory.instance.objectNode().put("membership", kind));
    }
}
