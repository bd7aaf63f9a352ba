package org.dcrbs.peer.direct.command;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import org.dcrbs.peer.direct.DirectNode;
import org.dcrbs.peer.direct.Serving;
import org.dcrbs.peer.direct.goods.Stock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Listens for partners. */
@Command(
        name = "serve",
        description = "Listens for partners and answers by your policy, with what " + Stock.FILE
                + " in the home offers. Ends with Ctrl-C.",
        mixinStandardHelpOptions = true)
final class ServeCommand extends Direct {
    @Option(names = "--host", paramLabel = "HOST", defaultValue = "0.0.0.0", description = "By default all addresses.")
    private String host = "0.0.0.0";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "7444",
            description = "By default ${DEFAULT-VALUE}; 0 takes a free one.")
    private int port;

    @Option(
            names = "--ask",
            description =
                    "You make the moves of every negotiation, with 'direct inbox'; else your policy says of which.")
    private boolean ask;

    @Override
    int run(DirectNode node) throws IOException {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("--port is " + port + "; want 0 to 65535");
        }
        // Before anybody comes: faulty policies are told now, and the first partner needn't wait.
        say("policy " + node.appraiser().version());
        Serving serving = node.serve(new InetSocketAddress(host, port), ask, this::say);
        Runtime.getRuntime().addShutdownHook(new Thread(serving::close, "closing"));
        say(node.stock().all().size() + " offers to " + node.contacts().all().size() + " partners on port "
                + serving.address().getPort());
        try {
            // Until the system or Ctrl-C ends the program.
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            serving.close();
        }
        return 0;
    }
}
