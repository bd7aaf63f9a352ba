package org.dcrbs.peer.execute.peripheral;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.dcrbs.peer.execute.Answers;
import org.dcrbs.peer.execute.Meter;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;

/**
 * A printer's queue as a folder: a document appears in it whole or not at all, under its order's name, so
 * that an order that comes twice does not print twice while the first copy still waits.
 */
record SpoolFolder(Path folder) implements Device {
    /** The receipt: {@code {"bytes":123,"file":"order-1.pdf","sha256":"..."}}. */
    @Override
    public WorkResult serve(WorkOrder order, WorkContext context, Meter meter)
            throws IOException, InterruptedException {
        Document document = Document.of(order, context);
        String name = document.name() + document.kind().extension();
        put(document.file(), name);
        String receipt =
                "{\"bytes\":%d,\"file\":\"%s\",\"sha256\":\"%s\"}".formatted(document.bytes(), name, document.sha256());
        return Answers.done(order, ByteString.copyFromUtf8(receipt), meter.usage());
    }

    @Override
    public String look() throws IOException {
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) {
            throw new DeviceException("the folder " + folder + " can't be written to");
        }
        return "documents go to the folder " + folder;
    }

    private void put(Path document, String name) throws IOException {
        Files.createDirectories(folder);
        // Beside the folder's documents, for a move is atomic only within one file system; hidden, so that no queue
        // takes it.
        Path part = folder.resolve("." + name + ".part");
        try (FileChannel channel = FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
                OutputStream out = Channels.newOutputStream(channel)) {
            Files.copy(document, out);
            channel.force(true);
        }
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
