package org.dcrbs.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.Home;
import picocli.CommandLine.Command;

/** Prints a unit file for systemd. */
@Command(
        name = "service",
        description = "Prints a unit file by which systemd runs the node in this home, with the rights it needs and no"
                + " others.",
        mixinStandardHelpOptions = true)
final class ServiceCommand extends HomeCommand {
    private static final String UNIT = "dcrbs-peer.service";

    @Override
    int run(Home home, PrintWriter out) throws ConfigException, IOException {
        String launcher = System.getenv().getOrDefault("DCRBS_HOME", "/opt/dcrbs") + "/dcrbs";
        for (String path : new String[] {launcher, home.root().toString()}) {
            // systemd would take these for more than one word, or for specifiers.
            if (path.matches(".*[\\s\"'%$\\\\].*")) {
                throw new ConfigException(path + " has a character that unit files treat specially; use another path");
            }
        }
        try (InputStream unit = ServiceCommand.class.getResourceAsStream(UNIT)) {
            if (unit == null) {
                throw new IllegalStateException(UNIT + " is missing from the program");
            }
            String text = new String(unit.readAllBytes(), StandardCharsets.UTF_8);
            out.print(text.replace("@LAUNCHER@", launcher)
                    .replace("@HOME@", home.root().toString()));
            return 0;
        }
    }
}
