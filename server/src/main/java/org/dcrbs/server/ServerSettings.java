package org.dcrbs.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a coordinator is started with.
 *
 * @param port where its page and API are; 0 takes any free one
 * @param link where peers dial in
 * @param verbose whether the log is shown, too
 * @param more settings of Spring's, such as {@code --spring.mongodb.uri=...}
 */
public record ServerSettings(Path data, String address, int port, Link link, boolean verbose, List<String> more) {
    /**
     * The door for peers.
     *
     * @param port 0 takes any free one
     * @param hosts the names in its certificate
     */
    public record Link(String address, int port, List<String> hosts) {
        public Link {
            hosts = List.copyOf(hosts);
        }

        /** Only for nodes on this computer. */
        public static Link local(int port) {
            return new Link("127.0.0.1", port, List.of("localhost", "127.0.0.1"));
        }
    }

    public ServerSettings {
        data = data.toAbsolutePath().normalize();
        more = List.copyOf(more);
    }

    /** Where the server writes its log. */
    public Path log() {
        return data.resolve("server.log");
    }

    String[] arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "--dcrbs.data=" + data,
                "--server.address=" + address,
                "--server.port=" + port,
                "--dcrbs.link.address=" + link.address(),
                "--dcrbs.link.port=" + link.port(),
                "--dcrbs.link.hosts=" + String.join(",", link.hosts()),
                "--logging.file.name=" + log(),
                "--logging.threshold.console=" + (verbose ? "INFO" : "OFF")));
        arguments.addAll(more);
        return arguments.toArray(String[]::new);
    }
}
