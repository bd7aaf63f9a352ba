package org.dcrbs.server.demo;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcrbs.server.CommandFailure;

/** Where the clone lies that this program runs from, with the samples and the node's jar. */
public record Installation(Path folder) {
    public Installation {
        folder = folder.toAbsolutePath().normalize();
    }

    /** What the launcher says, or else the clone around this program's jar. */
    public static Installation find() {
        String said = System.getenv("DCRBS_HOME");
        Path start = said == null ? ownPlace() : Path.of(said);
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Installation found = new Installation(folder);
            if (Files.isDirectory(found.samples())) {
                return found;
            }
        }
        throw new CommandFailure("found no data-samples folder around " + start + "; run the demo from a clone");
    }

    private static Path ownPlace() {
        try {
            return Path.of(Installation.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    Path samples() {
        return folder.resolve("data-samples");
    }

    /** The program that members run. */
    Path peerJar() {
        Path jar = folder.resolve("peer-node/target/dcrbs-peer.jar");
        if (!Files.isRegularFile(jar)) {
            throw new CommandFailure(jar + " is missing; build it with mvn package");
        }
        return jar;
    }
}
