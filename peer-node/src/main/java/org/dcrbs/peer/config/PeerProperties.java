package org.dcrbs.peer.config;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** The few things that the node remembers about how it was started. */
public final class PeerProperties {
    private static final String COORDINATOR = "coordinator";

    private PeerProperties() {}

    public static Optional<CoordinatorAddress> coordinator(Home home) throws ConfigException {
        Path file = home.properties();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties read = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            read.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException(file + " cannot be read: " + e.getMessage(), e);
        }
        String known = read.getProperty(COORDINATOR);
        return known == null ? Optional.empty() : Optional.of(CoordinatorAddress.parse(known));
    }

    public static void remember(Home home, CoordinatorAddress coordinator) throws IOException {
        Properties written = new Properties();
        written.setProperty(COORDINATOR, coordinator.toString());
        Files.createDirectories(home.root());
        try (Writer out = Files.newBufferedWriter(home.properties())) {
            written.store(out, "Written by the node at its start");
        }
    }
}
