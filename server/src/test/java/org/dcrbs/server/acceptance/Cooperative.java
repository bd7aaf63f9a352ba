package org.dcrbs.server.acceptance;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dcrbs.peer.PeerMain;
import org.dcrbs.server.cli.Main;

/** A coordinator and its members' nodes: each a process of its own, with a folder of its own, that ends with this. */
final class Cooperative implements AutoCloseable {
    private final Path folder;
    private final int port = freePort();
    private final int linkPort = freePort();
    private final Children children = new Children();
    private Child server;

    private Cooperative(Path folder, String... settings) throws IOException {
        this.folder = folder;
        this.server = startServer(settings);
    }

    /** One that begins in an empty folder. */
    static Cooperative in(Path folder, String... settings) throws IOException {
        return new Cooperative(folder, settings);
    }

    /** What the operator has who founds it, from what the server says when it starts for the first time. */
    Coordinator coordinator() throws InterruptedException {
        String said = server.line(line -> line.startsWith("The operator's token"));
        awaitServer();
        return new Coordinator("http://127.0.0.1:" + port + "/", said.substring(said.lastIndexOf(' ') + 1));
    }

    Child server() {
        return server;
    }

    /** Starts it on the data that the one before left, without waiting until it answers. */
    Child restartServer(String... settings) throws IOException {
        server = startServer(settings);
        return server;
    }

    void awaitServer() throws InterruptedException {
        server.line(line -> line.startsWith("The coordinator is at"));
    }

    private Child startServer(String... settings) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "server",
                "--data",
                folder.resolve("data").toString(),
                "--port",
                String.valueOf(port),
                "--link-port",
                String.valueOf(linkPort)));
        arguments.addAll(List.of(settings));
        return children.start(folder, Main.class, arguments.toArray(String[]::new));
    }

    /** Enrols and runs a node of the party, whose home is the folder of its name. */
    Child join(String party, Coordinator invitedBy, String... more) throws IOException, InterruptedException {
        Path share = home(party).resolve("share.json");
        if (!Files.exists(share)) {
            Files.createDirectories(home(party));
            // Else the nodes would take each other, and whatever runs beside the test, for their owners' programs and
            // wait.
            Files.writeString(share, "{\"whenBusy\":true,\"onBattery\":true}");
        }
        return startNode(party, List.of("--token", invitedBy.invite(party)), List.of(more));
    }

    /** Runs the node of a party that has joined. */
    Child restartNode(String party) throws IOException {
        return startNode(party, List.of(), List.of());
    }

    private Child startNode(String party, List<String> enrolment, List<String> more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--coordinator",
                "127.0.0.1:" + linkPort,
                "--home",
                home(party).toString()));
        arguments.addAll(enrolment);
        arguments.addAll(more);
        return children.start(folder, PeerMain.class, arguments.toArray(String[]::new));
    }

    Path home(String party) {
        return folder.resolve(party);
    }

    /** What all of them said last, for the report of a failure. */
    String lastWords() {
        return children.lastWords();
    }

    @Override
    public void close() {
        children.close();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
