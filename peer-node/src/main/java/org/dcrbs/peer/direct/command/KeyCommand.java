package org.dcrbs.peer.direct.command;

import org.dcrbs.peer.direct.DirectNode;
import picocli.CommandLine.Command;

/** Says by which key others know this node. */
@Command(
        name = "key",
        description = "Shows this node's key, made at the first call, for you to tell your partners.",
        mixinStandardHelpOptions = true)
final class KeyCommand extends Direct {
    @Override
    int run(DirectNode node) {
        say(node.key().open().hex());
        return 0;
    }
}
