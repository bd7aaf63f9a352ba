package org.dcrbs.peer.direct.book;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcrbs.peer.work.DurableFolder;

/**
 * Which deals a coordinator has been told: one file a deal, which says whom and as which party. Who enrols with another
 * coordinator has told that one nothing yet.
 */
public final class Reported {
    private final Path folder;
    private final String to;

    private Reported(Path folder, String to) {
        this.folder = folder;
        this.to = to;
    }

    public static Reported open(Path direct, TradeReport report) throws IOException {
        return new Reported(
                Files.createDirectories(direct.resolve("reported")),
                "coordinator " + report.coordinator() + "\nparty " + report.party() + "\n");
    }

    public boolean has(Entry entry) throws IOException {
        Path file = folder.resolve(entry.deal());
        return Files.exists(file) && Files.readString(file).equals(to);
    }

    /** Durable when it returns. */
    public void note(Entry entry) throws IOException {
        DurableFolder.reading(folder).put(entry.deal(), to.getBytes(StandardCharsets.UTF_8));
    }
}
