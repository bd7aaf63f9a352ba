package org.dcrbs.peer.transfer.pieces;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.dcrbs.peer.execute.lease.LeaseService;
import org.dcrbs.protocol.v1.LeaseAnswer;
import org.dcrbs.protocol.v1.LeaseCall;

/** A file held open for a lessee, who may have its pieces in any order, as often as it likes. */
public final class HeldFile implements LeaseService {
    private static final int HASHES_AT_ONCE = PieceTable.PIECE_BYTES / PieceTable.HASH_BYTES;
    private static final int MEGA_BYTE = 1_000_000;

    private final Path file;
    private final PieceTable table;
    private final FileTime modified;

    /** @param modified when it was last written before the table was made; a file written since is not given */
    public HeldFile(Path file, PieceTable table, FileTime modified) {
        this.file = file;
        this.table = table;
        this.modified = modified;
    }

    /** Whether the file on disk is still, by its size and time, the one of which the table was made. */
    public boolean unchanged() throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        return now.size() == table.bytes() && now.lastModifiedTime().equals(modified);
    }

    @Override
    public LeaseAnswer.Builder answer(LeaseCall call) throws IOException {
        if (!unchanged()) {
            throw new IllegalArgumentException("the file has changed since it was offered");
        }
        return switch (call.getWhatCase()) {
            case STATUS ->
                LeaseAnswer.newBuilder()
                        .setTerms(
                                LeaseAnswer.Terms.newBuilder().setAmount((table.bytes() + MEGA_BYTE - 1) / MEGA_BYTE));
            case FILE_TABLE -> hashes(call.getFileTable().getFrom());
            case FILE_PIECE -> piece(call.getFilePiece().getNumber());
            default -> throw new IllegalArgumentException("a file can't be called for " + call.getWhatCase());
        };
    }

    private LeaseAnswer.Builder hashes(long from) {
        int first = number(from);
        int end = Math.min(table.count(), first + HASHES_AT_ONCE);
        return LeaseAnswer.newBuilder()
                .setFileTable(LeaseAnswer.FileTable.newBuilder()
                        .setBytes(table.bytes())
                        .setHashes(
                                table.hashes().substring(first * PieceTable.HASH_BYTES, end * PieceTable.HASH_BYTES)));
    }

    private LeaseAnswer.Builder piece(long number) throws IOException {
        int piece = number(number);
        ByteBuffer data = ByteBuffer.allocate(table.length(piece));
        // A channel for each, since a door that is shut interrupts its threads, and that closes the channel they use.
        try (FileChannel contents = FileChannel.open(file, StandardOpenOption.READ)) {
            while (data.hasRemaining()) {
                if (contents.read(data, PieceTable.offset(piece) + data.position()) < 0) {
                    throw new EOFException(file + " ends before its piece " + piece);
                }
            }
        }
        ByteString wrapped = UnsafeByteOperations.unsafeWrap(data.flip());
        return LeaseAnswer.newBuilder()
                .setFilePiece(
                        LeaseAnswer.FilePiece.newBuilder().setNumber(piece).setData(wrapped));
    }

    private int number(long asked) {
        if (asked < 0 || asked >= table.count()) {
            throw new IllegalArgumentException(
                    "piece " + Long.toUnsignedString(asked) + " of a file of " + table.count() + " pieces");
        }
        return (int) asked;
    }
}
