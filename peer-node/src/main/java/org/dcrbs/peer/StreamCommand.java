package org.dcrbs.peer;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.transfer.stream.Shelf;
import org.dcrbs.peer.transfer.stream.StreamServer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Plays what arrives. */
@Command(
        name = "stream",
        description =
                "Serves the files that you have received, and those that are arriving, by HTTP to programs of this"
                        + " computer, until stopped: a player can begin, and jump about, while the running node still fetches."
                        + " What is asked for is fetched first.",
        mixinStandardHelpOptions = true)
final class StreamCommand extends HomeCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The name of one, or the SHA-256 while it arrives: only its address is told.")
    private @Nullable String file;

    @Mixin
    private final PortOption where = new PortOption(0);

    @Override
    int run(Home home, PrintWriter out) throws ConfigException, IOException, InterruptedException {
        int port = where.port();
        Shelf shelf = new Shelf(home.inbox(), home.arriving());
        Map<String, String> told = new TreeMap<>(shelf.names());
        if (file != null) {
            if (!shelf.has(file)) {
                throw new ConfigException(
                        "no file named " + file + " is in " + home.inbox() + " or arrives; there are " + told.keySet());
            }
            told = Map.of(file, told.getOrDefault(file, "arriving"));
        }
        try (StreamServer server = StreamServer.start(shelf, port)) {
            out.println(server.url("") + "  lists what there is");
            told.forEach((name, there) -> out.println(server.url(name) + "  " + there));
            out.flush();
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
