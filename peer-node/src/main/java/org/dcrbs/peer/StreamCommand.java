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
import picocli.CommandLine.Option;
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
    private static final int MOST_PORT = 65_535;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The name of one, or the SHA-256 while it arrives: only its address is told.")
    private @Nullable String file;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "0", description = "By default any that is free.")
    private int port;

    @Override
    int run(Home home, PrintWriter out) throws ConfigException, IOException, InterruptedException {
        if (port < 0 || port > MOST_PORT) {
            throw new ConfigException("--port " + port + ": want 0 to " + MOST_PORT);
        }
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
