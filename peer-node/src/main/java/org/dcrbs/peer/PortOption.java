package org.dcrbs.peer;

import org.dcrbs.peer.config.ConfigException;
import picocli.CommandLine.Option;

/** Where a command serves the programs of this computer. */
final class PortOption {
    private static final int MOST = 65_535;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where to be reached; by default ${DEFAULT-VALUE}. 0 takes a free one.")
    private int port;

    PortOption(int usual) {
        port = usual;
    }

    int port() throws ConfigException {
        if (port < 0 || port > MOST) {
            throw new ConfigException("--port " + port + ": want 0 to " + MOST);
        }
        return port;
    }
}
