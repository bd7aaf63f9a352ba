package org.dcrbs.peer.execute.peripheral;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.dcrbs.peer.execute.Answers;
import org.dcrbs.peer.execute.FileNames;
import org.dcrbs.peer.execute.Meter;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;

/** A folder where a scanner or camera leaves its pictures; they go out in the order of their names, each once. */
record Tray(Path folder) implements Device {
    /** The picture is the result's blob. */
    @Override
    public WorkResult serve(WorkOrder order, WorkContext context, Meter meter)
            throws IOException, InterruptedException {
        Path taken = folder.resolve("taken");
        // The picture leaves the tray before it is published, under its order's name: two orders can never get the
        // same one, and an order that comes again gets its own again.
        Path kept = taken.resolve(FileNames.of(order.getId()));
        if (!Files.exists(kept)) {
            Optional<Path> next = next();
            if (next.isEmpty()) {
                throw new DeviceException("the tray is empty");
            }
            Files.createDirectories(taken);
            Files.move(next.get(), kept, StandardCopyOption.ATOMIC_MOVE);
        }
        ByteString sha256 = context.publish(kept);
        return Answers.doneWithBlob(order, sha256, ByteString.EMPTY, meter.usage());
    }

    @Override
    public String look() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new DeviceException("there is no folder " + folder);
        }
        return "pictures lie in the folder " + folder;
    }

    private Optional<Path> next() throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .findFirst();
        }
    }
}
