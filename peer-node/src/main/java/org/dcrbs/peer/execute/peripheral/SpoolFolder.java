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
import java.util.Arrays;
import java.util.HexFormat;
import org.dcrbs.peer.execute.Answers;
import org.dcrbs.peer.execute.FileNames;
import org.dcrbs.peer.execute.Meter;
import org.dcrbs.peer.execute.Sha256;
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
        ByteString wanted = order.getPeripheral().getDocumentSha256();
        if (wanted.isEmpty()) {
            return Answers.refused(order, "nothing to print: the order names no document");
        }
        Path document = context.blob(wanted);
        byte[] sha256 = Sha256.of(document);
        if (!Arrays.equals(sha256, wanted.toByteArray())) {
            return Answers.failed(order, "the document's contents are not what its hash says", meter.usage());
        }
        String name = FileNames.of(order.getId()) + DocumentKind.of(document).extension();
        put(document, name);
        String receipt = "{\"bytes\":%d,\"file\":\"%s\",\"sha256\":\"%s\"}"
                .formatted(Files.size(document), name, HexFormat.of().formatHex(sha256));
        return Answers.done(order, ByteString.copyFromUtf8(receipt), meter.usage());
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
