package org.dcrbs.peer.direct.command;

import java.io.IOException;
import org.dcrbs.peer.direct.DirectNode;
import org.dcrbs.peer.direct.book.Contact;
import org.dcrbs.peer.direct.buy.Listed;
import org.dcrbs.peer.direct.buy.NoDealException;
import org.dcrbs.peer.direct.line.SteadyLine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Asks a partner what it has. */
@Command(name = "offers", description = "Shows what a partner offers.", mixinStandardHelpOptions = true)
final class OffersCommand extends Direct {
    @Parameters(paramLabel = "NAME", description = "The partner.")
    private @Nullable String name;

    @Override
    int run(DirectNode node) throws IOException, NoDealException {
        Contact partner = partner(node, name);
        try (SteadyLine line = node.line(partner)) {
            for (Listed listed : node.buyer(partner, line, this::say).catalogue()) {
                say(listed.id() + "  " + listed.words());
            }
        }
        return 0;
    }
}
