package org.dcrbs.peer.direct.command;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.dcrbs.market.negotiation.Actor;
import org.dcrbs.peer.direct.DirectNode;
import org.dcrbs.peer.direct.deal.MoveText;
import org.dcrbs.peer.direct.desk.Question;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The owner's moves in the negotiations of a node that listens. */
@Command(
        name = "inbox",
        description =
                "Lists the negotiations that wait for you while 'direct serve' runs; with an id and a move, makes it:"
                        + " yes, a worth, no REASON, or auto to leave the rest to your policy.",
        mixinStandardHelpOptions = true)
final class InboxCommand extends Direct {
    @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "Which negotiation.")
    private @Nullable String id;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "MOVE", description = "yes, a worth, no REASON, or auto.")
    private List<String> words = List.of();

    @Option(names = "--by", paramLabel = "NAME", defaultValue = "${sys:user.name}", description = "Who makes it.")
    private String by = "";

    @Override
    int run(DirectNode node) throws IOException {
        Instant now = Clock.systemUTC().instant();
        if (id == null) {
            List<Question> open = node.desk().questions().stream()
                    .filter(question -> question.until().isAfter(now))
                    .toList();
            open.forEach(question -> say(question.words()));
            if (open.isEmpty()) {
                say("nothing waits for you");
            }
            return 0;
        }
        Question question = node.desk().question(id);
        String line = String.join(" ", words);
        if (line.isEmpty()) {
            say(question.words());
            return 0;
        }
        if (!question.until().isAfter(now)) {
            throw new IllegalArgumentException("the time for it was over at " + question.until());
        }
        var unused = MoveText.parse(line, question.side(), question.standing(), new Actor.Person(by), now);
        node.desk().answer(question, by, line);
        say("told; " + question.partner() + " hears it when it asks next");
        return 0;
    }
}
