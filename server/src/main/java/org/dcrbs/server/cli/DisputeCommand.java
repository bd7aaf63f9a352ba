package org.dcrbs.server.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dcrbs.server.report.TextTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code dcrbs dispute}: complaints about what was delivered. */
@Command(
        name = "dispute",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Dispute what was delivered under a contract, and decide what machines can't.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = HelpCommand.class,
        footer = {"", "Exit codes: 0 done, 1 failed, 2 refused, with the reason; then nothing has changed."})
@SuppressWarnings("NullAway.Init")
final class DisputeCommand implements Runnable {
    private static final List<String> HEAD = List.of("dispute", "by", "state", "refund", "reason", "account");

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? 'dcrbs dispute --help' lists them");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List all disputes.")
    int list(@Mixin Coordinator at) throws InterruptedException {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode one : at.api().get("disputes")) {
            rows.add(List.of(
                    text(one, "id"),
                    text(one, "by"),
                    state(one),
                    text(one, "refund"),
                    text(one, "reason"),
                    text(one, "account")));
        }
        PrintWriter to = spec.commandLine().getOut();
        to.print(rows.isEmpty() ? "Nothing is disputed.\n" : TextTable.of(HEAD, rows, 3));
        to.flush();
        return ExitCode.OK;
    }

    @Command(
            name = "open",
            mixinStandardHelpOptions = true,
            description =
                    "Dispute what a party got by a contract: within three days of its delivery, or while it runs.")
    int open(
            @Parameters(paramLabel = "CONTRACT") String contract,
            @Option(names = "--by", required = true, paramLabel = "PARTY", description = "The party that took it.")
                    String by,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "What is wrong with it.")
                    String reason,
            @Option(
                            names = "--leg",
                            paramLabel = "N",
                            description = "Which of the contract's legs, if the party takes several.")
                    @Nullable
                    Integer leg,
            @Mixin Coordinator at)
            throws InterruptedException {
        ObjectNode wish = JsonNodeFactory.instance
                .objectNode()
                .put("contract", contract)
                .put("by", by)
                .put("reason", reason)
                .put("leg", leg);
        return shown(at.api().post("disputes", wish));
    }

    @Command(name = "resolve", mixinStandardHelpOptions = true, description = "Decide a dispute as a person.")
    int resolve(
            @Parameters(paramLabel = "DISPUTE") String id,
            @Option(
                            names = "--upheld",
                            required = true,
                            arity = "1",
                            paramLabel = "true|false",
                            description = "Whether the taker is right.")
                    boolean upheld,
            @Option(
                            names = "--refund",
                            paramLabel = "CREDITS",
                            description = "What the giver gives back (default: all of the leg's worth).")
                    @Nullable
                    String refund,
            @Option(
                            names = "--by",
                            paramLabel = "NAME",
                            defaultValue = "${sys:user.name}",
                            description = "Who decides (default: ${DEFAULT-VALUE}).")
                    String by,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why, for both sides.")
                    String reason,
            @Mixin Coordinator at)
            throws InterruptedException {
        ObjectNode wish = JsonNodeFactory.instance
                .objectNode()
                .put("upheld", upheld)
                .put("by", by)
                .put("reason", reason)
                .put("refund", refund);
        return shown(at.api().post("disputes/" + id + "/resolution", wish));
    }

    private int shown(JsonNode one) {
        PrintWriter to = spec.commandLine().getOut();
        to.println(text(one, "id") + ": " + state(one)
                + (text(one, "refund").equals("0") ? "" : ", " + text(one, "refund") + " given back")
                + (text(one, "account").isEmpty() ? "" : ": " + text(one, "account")));
        to.flush();
        return ExitCode.OK;
    }

    private static String state(JsonNode one) {
        return text(one, "state").toLowerCase(Locale.ROOT);
    }

    private static String text(JsonNode one, String field) {
        return one.path(field).asString();
    }
}
