package org.dcrbs.peer.execute.peripheral;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.dcrbs.peer.execute.FileNames;
import org.dcrbs.peer.execute.Sha256;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.protocol.v1.WorkOrder;

/**
 * What is to be printed.
 *
 * @param name harmless as a name of a file or job, and the same whenever the order comes
 */
record Document(String name, Path file, DocumentKind kind, long bytes, String sha256) {
    static Document of(WorkOrder order, WorkContext context) throws IOException, InterruptedException {
        ByteString wanted = order.getPeripheral().getDocumentSha256();
        if (wanted.isEmpty()) {
            throw new DeclinedException("nothing to print: the order names no document");
        }
        Path file = context.blob(wanted);
        byte[] sha256 = Sha256.of(file);
        if (!Arrays.equals(sha256, wanted.toByteArray())) {
            throw new DeviceException("the document's contents are not what its hash says");
        }
        return new Document(
                FileNames.of(order.getId()),
                file,
                DocumentKind.of(file),
                Files.size(file),
                HexFormat.of().formatHex(sha256));
    }
}
