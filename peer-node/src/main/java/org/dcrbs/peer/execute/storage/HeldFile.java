package org.dcrbs.peer.execute.storage;

import com.google.protobuf.ByteString;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.dcrbs.peer.execute.Sha256;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.peer.execute.lease.Cancellation;
import org.dcrbs.peer.execute.lease.Holding;
import org.dcrbs.protocol.proof.LeaseFill;

/**
 * A file that is really written, not sparse, and on the disk before the lease counts as begun. Streams,
 * not channels: an interrupt closes a channel in the middle of a piece.
 */
final class HeldFile implements Holding {
    private static final int PIECE = LeaseFill.BYTES_PER_MEGA_BYTE;

    private final Path file;

    private HeldFile(Path file) {
        this.file = file;
    }

    /** What was filled before, or was to be. */
    static HeldFile at(Path file) {
        return new HeldFile(file);
    }

    /** Why there is no room for it; empty if it is filled. */
    static Optional<String> fill(Path file, long megaBytes, long seed, WorkContext context)
            throws IOException, InterruptedException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        long free = Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace() / PIECE;
        long alreadyThere = Files.exists(file) ? Files.size(file) / PIECE : 0;
        if (megaBytes - alreadyThere > free) {
            return Optional.of("the disk has only " + free + " MB free, the lease asks " + megaBytes);
        }
        try {
            write(file, alreadyThere, megaBytes, seed, context);
        } catch (IOException | CancellationException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        return Optional.empty();
    }

    /** What an earlier life of the node wrote of the same lease stays; its digest will tell whether it was whole. */
    private static void write(Path file, long fromMegaByte, long megaBytes, long seed, WorkContext context)
            throws IOException, InterruptedException {
        byte[] piece = new byte[PIECE];
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.seek(fromMegaByte * PIECE);
            for (long at = fromMegaByte; at < megaBytes; at++) {
                Cancellation.check(context);
                LeaseFill.fill(seed, at * (PIECE / Long.BYTES), ByteBuffer.wrap(piece));
                out.write(piece);
            }
            out.getFD().sync();
        }
    }

    @Override
    public ByteString proof(WorkContext context) throws IOException, InterruptedException {
        MessageDigest digest = Sha256.digest();
        byte[] piece = new byte[PIECE];
        try (InputStream in = new FileInputStream(file.toFile())) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                Cancellation.check(context);
                digest.update(piece, 0, read);
            }
        }
        return ByteString.copyFrom(digest.digest());
    }

    @Override
    public void release() throws IOException {
        Files.deleteIfExists(file);
    }
}
