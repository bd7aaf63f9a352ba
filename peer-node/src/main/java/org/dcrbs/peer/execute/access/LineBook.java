package org.dcrbs.peer.execute.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.dcrbs.peer.execute.FileNames;
import org.dcrbs.peer.execute.lease.LineMeter;
import org.dcrbs.protocol.proof.AccessReceipt;
import org.dcrbs.protocol.v1.AccessFigures;

/**
 * The figures of a leased line on disk, so that neither its quota nor its record begins anew with the node: when they were
 * written, and a receipt as of then. A node that is killed loses the last seconds of them.
 */
final class LineBook {
    private final Path file;
    private final long kilobitsPerSecond;
    private final Instant until;

    LineBook(Path home, String order, long kilobitsPerSecond, Instant until) {
        this.file = folder(home).resolve(FileNames.of(order));
        this.kilobitsPerSecond = kilobitsPerSecond;
        this.until = until;
    }

    static Path folder(Path home) {
        return home.resolve("leases").resolve("access");
    }

    /** With what an earlier life of the node has counted; the time since then the line was not there. */
    LineMeter open(Instant now) throws IOException {
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        Optional<AccessFigures> before = lines.size() == 2 ? AccessReceipt.figures(lines.get(1)) : Optional.empty();
        LineMeter meter = new LineMeter(before.orElse(AccessFigures.getDefaultInstance()));
        if (before.isPresent()) {
            meter.pass(away(lines.get(0), now), 0);
        }
        save(meter, now);
        return meter;
    }

    private static long away(String since, Instant now) {
        try {
            return Math.max(0, Duration.between(Instant.parse(since), now).toSeconds());
        } catch (DateTimeParseException e) {
            return 0;
        }
    }

    void save(LineMeter meter, Instant now) throws IOException {
        Files.createDirectories(file.getParent());
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, now + "\n" + receipt(meter) + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    String receipt(LineMeter meter) {
        return AccessReceipt.line(kilobitsPerSecond, until, meter.figures());
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
