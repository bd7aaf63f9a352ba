package org.dcrbs.peer.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much work lies in a journal, seen from outside while another process may be writing it. */
public record Backlog(int orders, int results) {
    public static Backlog of(Path folder) throws IOException {
        return new Backlog(count(folder.resolve("orders")), count(folder.resolve("outbox")));
    }

    private static int count(Path folder) throws IOException {
        return Files.isDirectory(folder) ? DurableFolder.reading(folder).names().size() : 0;
    }
}
