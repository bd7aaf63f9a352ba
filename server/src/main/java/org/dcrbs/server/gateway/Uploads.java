package org.dcrbs.server.gateway;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dcrbs.protocol.v1.BlobChunk;
import org.dcrbs.server.blob.Blobs;
import org.dcrbs.server.listing.BadInputException;

/**
 * Blobs arriving on one session, piece by piece and each in order. A blob is kept once it is whole and its hash is right;
 * what the session leaves unfinished is thrown away with it.
 */
final class Uploads implements AutoCloseable {
    private static final int MOST_AT_ONCE = 8;

    private final Blobs blobs;
    private final long mostBytes;
    private final Map<ByteString, Upload> arriving = new HashMap<>();

    private static final class Upload {
        private final Path file;
        private final OutputStream out;
        private final long total;
        private long received;

        Upload(Path file, long total) throws IOException {
            this.file = file;
            this.out = Files.newOutputStream(file);
            this.total = total;
        }
    }

    /** @param mostBytes the largest blob */
    Uploads(Blobs blobs, long mostBytes) {
        this.blobs = blobs;
        this.mostBytes = mostBytes;
    }

    /** How far the blob has come. */
    long received(ByteString sha256) {
        Upload upload = arriving.get(sha256);
        return upload == null ? 0 : upload.received;
    }

    /** Whether a piece of it was taken, and it is not whole yet. */
    boolean isArriving(ByteString sha256) {
        return arriving.containsKey(sha256);
    }

    /** Takes the piece in; tells whether the blob is whole and kept now. */
    boolean add(BlobChunk chunk) throws IOException {
        Upload upload = arriving.get(chunk.getSha256());
        if (chunk.getOffset() == 0) {
            drop(chunk.getSha256());
            upload = begin(chunk);
        }
        if (upload == null || chunk.getOffset() != upload.received || chunk.getTotalBytes() != upload.total) {
            drop(chunk.getSha256());
            throw new BadInputException("a piece at " + chunk.getOffset() + " of " + chunk.getTotalBytes()
                    + " bytes was not the next one; send the blob again from the start");
        }
        upload.received += chunk.getData().size();
        if (upload.received > upload.total) {
            drop(chunk.getSha256());
            throw new BadInputException("more bytes than the " + upload.total + " announced");
        }
        chunk.getData().writeTo(upload.out);
        if (upload.received < upload.total) {
            return false;
        }
        upload.out.close();
        return keep(chunk.getSha256(), upload);
    }

    private Upload begin(BlobChunk chunk) throws IOException {
        if (chunk.getTotalBytes() < 0 || chunk.getTotalBytes() > mostBytes) {
            throw new BadInputException(
                    "a blob of " + chunk.getTotalBytes() + " bytes; " + mostBytes + " at the most are taken");
        }
        if (arriving.size() >= MOST_AT_ONCE) {
            throw new BadInputException("more than " + MOST_AT_ONCE + " blobs at once");
        }
        Upload upload = new Upload(Files.createTempFile("dcrbs-upload-", ""), chunk.getTotalBytes());
        arriving.put(chunk.getSha256(), upload);
        return upload;
    }

    private boolean keep(ByteString sha256, Upload upload) throws IOException {
        try (var whole = Files.newInputStream(upload.file)) {
            String said = OfferedLots.hex(sha256);
            String is = blobs.putIf(said, whole, mostBytes);
            if (!is.equals(said)) {
                throw new BadInputException("the blob's SHA-256 is " + is + ", not " + said);
            }
            return true;
        } finally {
            drop(sha256);
        }
    }

    private void drop(ByteString sha256) throws IOException {
        Upload upload = arriving.remove(sha256);
        if (upload != null) {
            upload.out.close();
            Files.deleteIfExists(upload.file);
        }
    }

    @Override
    public void close() throws IOException {
        for (ByteString sha256 : List.copyOf(arriving.keySet())) {
            drop(sha256);
        }
    }
}
