package org.dcrbs.peer.transfer.pieces;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.dcrbs.peer.execute.Sha256;

/**
 * A file's pieces and their hashes.
 *
 * @param bytes of the whole file, 1 or more
 * @param hashes SHA-256 after SHA-256
 */
public record PieceTable(long bytes, ByteString hashes) {
    /** Of every piece but the last. */
    public static final int PIECE_BYTES = 512 * 1024;

    static final int HASH_BYTES = 32;

    public PieceTable {
        if (bytes < 1 || hashes.size() != (long) count(bytes) * HASH_BYTES) {
            throw new IllegalArgumentException(hashes.size() + " bytes of hashes for a file of " + bytes);
        }
    }

    /** What reading a file once tells of it. */
    public record Read(ByteString sha256, PieceTable table) {}

    /** Reads the whole file, which has at least one byte. */
    public static Read of(Path file) throws IOException {
        MessageDigest whole = Sha256.digest();
        ByteString.Output hashes = ByteString.newOutput();
        byte[] piece = new byte[PIECE_BYTES];
        long bytes = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.readNBytes(piece, 0, PIECE_BYTES);
                    read > 0;
                    read = in.readNBytes(piece, 0, PIECE_BYTES)) {
                whole.update(piece, 0, read);
                hashes.write(hash(ByteBuffer.wrap(piece, 0, read)));
                bytes += read;
            }
        }
        if (bytes == 0) {
            throw new IOException(file + " is empty");
        }
        return new Read(ByteString.copyFrom(whole.digest()), new PieceTable(bytes, hashes.toByteString()));
    }

    /** How many pieces a file of so many bytes has. */
    static int count(long bytes) {
        return Math.toIntExact((bytes + PIECE_BYTES - 1) / PIECE_BYTES);
    }

    int count() {
        return count(bytes);
    }

    /** Where the piece begins. */
    static long offset(int piece) {
        return (long) piece * PIECE_BYTES;
    }

    int length(int piece) {
        return (int) Math.min(PIECE_BYTES, bytes - offset(piece));
    }

    /** Whether these are the piece's bytes. */
    boolean holds(int piece, ByteBuffer data) {
        ByteString right = hashes.substring(piece * HASH_BYTES, (piece + 1) * HASH_BYTES);
        return data.remaining() == length(piece)
                && ByteString.copyFrom(hash(data)).equals(right);
    }

    private static byte[] hash(ByteBuffer data) {
        MessageDigest digest = Sha256.digest();
        digest.update(data.duplicate());
        return digest.digest();
    }
}
