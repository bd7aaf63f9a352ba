package org.dcrbs.peer.execute.peripheral;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dcrbs.peer.execute.FileNames;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.protocol.v1.WorkOrder;

/** What a device has done for orders, a file each, for those that come twice. Kept for thirty days. */
record OrderFolder(Path path) {
    private static final Duration KEPT = Duration.ofDays(30);

    /** Of the devices of this kind, in the node's home. */
    static OrderFolder of(WorkContext context, String kind) throws IOException {
        Path folder = context.home().resolve("devices").resolve(kind.toLowerCase(Locale.ROOT));
        return new OrderFolder(Files.createDirectories(folder));
    }

    Path file(WorkOrder order) {
        return path.resolve(FileNames.of(order.getId()));
    }

    /** Where what is to become the order's file may be written. */
    Path draft(WorkOrder order) {
        return path.resolve("." + FileNames.of(order.getId()) + ".part");
    }

    void write(WorkOrder order, byte[] contents) throws IOException {
        Files.write(draft(order), contents);
        keep(order);
    }

    /** Makes the draft the order's file; it is on the disk when this returns. */
    void keep(WorkOrder order) throws IOException {
        Path draft = draft(order);
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(draft, file(order), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void forget(WorkOrder order) throws IOException {
        Files.deleteIfExists(file(order));
    }

    void prune(Instant now) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(path)) {
            files = all.toList();
        }
        for (Path file : files) {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(KEPT))) {
                Files.delete(file);
            }
        }
    }
}
