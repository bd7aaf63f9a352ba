package org.dcrbs.peer.direct.command;

import java.io.IOException;
import org.dcrbs.market.Credits;
import org.dcrbs.peer.direct.DirectNode;
import org.dcrbs.peer.direct.book.Contact;
import org.dcrbs.protocol.proof.OpenKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps a partner in the contacts file, or shows them all. */
@Command(
        name = "know",
        description = "Makes a partner known, or changes what is known of it. Without a name, shows all of them.",
        mixinStandardHelpOptions = true)
final class KnowCommand extends Direct {
    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "What you call the partner.")
    private @Nullable String name;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "HOST:PORT",
            description = "Where it serves; - if it only dials.")
    private @Nullable String address;

    @Parameters(index = "2", arity = "0..1", paramLabel = "KEY", description = "What its 'direct key' shows.")
    private @Nullable String key;

    @Option(
            names = "--limit",
            paramLabel = "CREDITS",
            defaultValue = "0",
            description = "The most that it may owe you; by default ${DEFAULT-VALUE}: barter alone.")
    private String limit = "0";

    @Override
    int run(DirectNode node) throws IOException {
        if (name != null) {
            if (address == null || key == null) {
                throw new IllegalArgumentException("want NAME HOST:PORT KEY");
            }
            Credits most = Credits.parse(limit);
            node.contacts().keep(new Contact(name, address.equals("-") ? "" : address, new OpenKey(key), most));
        }
        for (Contact contact : node.contacts().all()) {
            say(contact.name() + "  " + (contact.address().isEmpty() ? "-" : contact.address()) + "  " + contact.key()
                    + "  may owe " + contact.limit());
        }
        return 0;
    }
}
