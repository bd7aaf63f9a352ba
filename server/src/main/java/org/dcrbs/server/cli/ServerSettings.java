package org.dcrbs.server.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a coordinator is started with.
 *
 * @param port where its page and API are; 0 takes any free one
 * @param linkPort where peers dial in; 0 takes any free one
 * @param verbose whether the log is shown, too
 * @param more settings of Spring's, such as {@code --spring.mongodb.uri=...}
 */
public record ServerSettings(Path data, String address, int port, int linkPort, boolean verbose, List<String> more) {
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
                "--dcrbs.link.port=" + linkPort,
                "--logging.file.name=" + log(),
                "--logging.threshold.console=" + (verbose ? "INFO" : "OFF")));
        arguments.addAll(more);
        return arguments.toArray(String[]::new);
    }
}
