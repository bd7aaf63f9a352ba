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

/** {@code dcrbs inbox}: the negotiations that wait for a person, and what the person does about them. */
@Command(
        name = "inbox",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "List the negotiations that policy has people make, and make their moves.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = HelpCommand.class,
        footer = {"", "Exit codes: 0 done, 1 failed, 2 refused, with the reason; then nothing has changed."})
@SuppressWarnings("NullAway.Init")
final class InboxCommand implements Runnable {
    private static final List<String> HEAD =
            List.of("negotiation", "what", "giver", "asks", "taker", "bids", "state", "answer by");

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? 'dcrbs inbox --help' lists them");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List those that wait.")
    int list(@Option(names = "--all", description = "Those that are over, too.") boolean all, @Mixin Coordinator at)
            throws InterruptedException {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode one : at.api().get("negotiations?all=" + all)) {
            rows.add(List.of(
                    text(one, "id"),
                    text(one, "demand") + ", " + text(one, "requirement"),
                    text(one, "giver"),
                    text(one, "ask"),
                    text(one, "taker"),
                    text(one, "bid"),
                    state(one),
                    text(one, "turnEnds")));
        }
        PrintWriter to = spec.commandLine().getOut();
        to.print(rows.isEmpty() ? "Nothing waits for a person.\n" : TextTable.of(HEAD, rows, 3, 5));
        to.flush();
        return ExitCode.OK;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Show a negotiation with all of its moves.")
    int show(@Parameters(paramLabel = "ID") String id, @Mixin Coordinator at) throws InterruptedException {
        return shown(at.api().get("negotiations/" + id));
    }

    @Command(name = "counter", mixinStandardHelpOptions = true, description = "Offer another worth.")
    int counter(
            @Parameters(paramLabel = "ID") String id,
            @Parameters(paramLabel = "CREDITS") String amount,
            @Mixin Mover mover,
            @Mixin Coordinator at)
            throws InterruptedException {
        return made(at, id, mover.wish("OFFER").put("amount", amount));
    }

    @Command(
            name = "accept",
            mixinStandardHelpOptions = true,
            description = "Agree to what the other side offers: refused if that is not CREDITS any more.")
    int accept(
            @Parameters(paramLabel = "ID") String id,
            @Parameters(paramLabel = "CREDITS") String amount,
            @Mixin Mover mover,
            @Mixin Coordinator at)
            throws InterruptedException {
        return made(at, id, mover.wish("ACCEPT").put("amount", amount));
    }

    @Command(name = "reject", mixinStandardHelpOptions = true, description = "End it without a worth.")
    int reject(
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why, for the other side.")
                    String reason,
            @Mixin Mover mover,
            @Mixin Coordinator at)
            throws InterruptedException {
        return made(at, id, mover.wish("REJECT").put("reason", reason));
    }

    @Command(name = "handback", mixinStandardHelpOptions = true, description = "Let the automaton go on for a side.")
    int handback(@Parameters(paramLabel = "ID") String id, @Mixin Mover mover, @Mixin Coordinator at)
            throws InterruptedException {
        return made(at, id, mover.wish("HAND_BACK"));
    }

    @Command(name = "takeover", mixinStandardHelpOptions = true, description = "Play a side in the automaton's place.")
    int takeover(@Parameters(paramLabel = "ID") String id, @Mixin Mover mover, @Mixin Coordinator at)
            throws InterruptedException {
        return made(at, id, mover.wish("TAKE_OVER"));
    }

    /** Who moves, and for whom; a {@link Mixin}. */
    @SuppressWarnings("NullAway.Init")
    static final class Mover {
        @Option(
                names = "--side",
                paramLabel = "SIDE",
                description = "For the GIVER or the TAKER (default: whose turn it is).")
        private @Nullable String side;

        @Option(
                names = "--by",
                paramLabel = "NAME",
                defaultValue = "${sys:user.name}",
                description = "Who makes the move (default: ${DEFAULT-VALUE}).")
        private String by;

        ObjectNode wish(String move) {
            ObjectNode wish =
                    JsonNodeFactory.instance.objectNode().put("move", move).put("by", by);
            if (side != null) {
                wish.put("side", side.toUpperCase(Locale.ROOT));
            }
            return wish;
        }
    }

    private int made(Coordinator at, String id, ObjectNode wish) throws InterruptedException {
        return shown(at.api().post("negotiations/" + id + "/moves", wish));
    }

    private int shown(JsonNode one) {
        PrintWriter to = spec.commandLine().getOut();
        to.println(text(one, "id") + ": " + text(one, "taker") + " gets " + text(one, "requirement") + " of "
                + text(one, "demand") + " from " + text(one, "giver"));
        to.println("between " + text(one, "reserve") + " and " + text(one, "value") + "; the automaton alone would say "
                + text(one, "automatic"));
        one.path("askedBy").forEach(rule -> to.println("people negotiate it by " + rule.asString()));
        for (JsonNode said : one.path("said")) {
            to.println("  " + said.asString());
        }
        to.println(state(one) + (text(one, "turnEnds").isEmpty() ? "" : ", by " + text(one, "turnEnds")));
        to.flush();
        return ExitCode.OK;
    }

    private static String state(JsonNode one) {
        return switch (text(one, "state")) {
            case "Agreed" ->
                "agreed on " + text(one, "worth") + (one.path("waits").asBoolean() ? "; others wait" : "");
            case "Failed" -> "failed: " + text(one, "reason");
            default -> {
                String turn = text(one, "turn").toLowerCase(Locale.ROOT);
                String hands = text(one, turn + "Hands").equals("PERSON") ? "a person" : "the automaton";
                yield "the " + turn + "'s turn, " + hands;
            }
        };
    }

    private static String text(JsonNode one, String field) {
        // A second more or less is nothing to a person.
        return one.path(field).isNull() ? "" : one.path(field).asString().replaceFirst("[.][0-9]+Z$", "Z");
    }
}
