package org.dcrbs.peer.transfer;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcrbs.protocol.v1.BlobChunk;

/** Pieces of a file as messages. */
public final class Chunks {
    /** Half of what a frame may have, so that the rest of the message fits with room to spare. */
    public static final int BYTES = 512 * 1024;

    private Chunks() {}

    /** The piece that begins at the offset; empty at or past the end. */
    public static BlobChunk read(Path file, ByteString sha256, long offset) throws IOException {
        try (SeekableByteChannel in = Files.newByteChannel(file)) {
            long total = in.size();
            int length = (int) Math.min(BYTES, Math.max(0, total - offset));
            ByteBuffer piece = ByteBuffer.allocate(length);
            in.position(Math.min(offset, total));
            while (piece.hasRemaining() && in.read(piece) >= 0) {
                // Until the piece is full or the file, against expectation, ends.
            }
            piece.flip();
            return BlobChunk.newBuilder()
                    .setSha256(sha256)
                    .setOffset(offset)
                    .setData(ByteString.copyFrom(piece))
                    .setTotalBytes(total)
                    .build();
        }
    }
}
