package org.dcrbs.peer.direct.command;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.dcrbs.peer.direct.DirectNode;
import org.dcrbs.peer.direct.book.Contact;
import org.dcrbs.peer.direct.book.Entry;
import org.dcrbs.peer.direct.buy.NoDealException;
import org.dcrbs.peer.direct.line.SteadyLine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes up what a broken line or a crash left unfinished. */
@Command(
        name = "resume",
        description = "Finishes what was begun with a partner: signatures, deliveries, receipts.",
        mixinStandardHelpOptions = true)
final class ResumeCommand extends Direct {
    @Parameters(paramLabel = "NAME", description = "The partner.")
    private @Nullable String name;

    @Override
    int run(DirectNode node) throws IOException, NoDealException {
        Contact partner = partner(node, name);
        try (SteadyLine line = node.line(partner)) {
            List<Entry> resumed = node.buyer(partner, line, this::say).resume();
            for (Entry entry : resumed) {
                say("deal " + entry.deal() + " is " + entry.state(Instant.now()));
            }
            say((resumed.isEmpty() ? "nothing was unfinished; " : "") + BooksCommand.balance(node, partner));
            return 0;
        }
    }
}
