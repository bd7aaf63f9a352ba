package org.dcrbs.peer.direct.goods;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.dcrbs.peer.direct.document.Draft;
import org.dcrbs.peer.direct.document.LegDraft.Blob;
import org.dcrbs.peer.transfer.Chunks;
import org.dcrbs.peer.transfer.Hashes;

/**
 * Bytes that come in for a leg, piece by piece, in order. What has come stays over broken lines and restarts. A file is
 * there under its final name only once it is whole and its hash is right.
 */
public final class Incoming {
    private static final long SPARE_BYTES = 64L << 20;

    private final Path folder;

    private Incoming(Path folder) {
        this.folder = folder;
    }

    public static Incoming open(Path direct) throws IOException {
        return new Incoming(Files.createDirectories(direct.resolve("incoming")));
    }

    /** The whole of it, its hash checked. */
    public Optional<Path> whole(String deal, int leg) {
        Path file = file(deal, leg);
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    /** How many bytes are there, from the beginning on. */
    public long held(String deal, int leg) throws IOException {
        Optional<Path> whole = whole(deal, leg);
        Path part = whole.orElse(part(deal, leg));
        return Files.exists(part) ? Files.size(part) : 0;
    }

    /**
     * Takes a piece. One that was taken before, or lies beyond what is there, changes nothing: {@link #held} says where to go
     * on.
     *
     * @throws IllegalArgumentException if it goes beyond the end, or the whole has another hash: then all begins anew
     */
    public void accept(String deal, int leg, Blob wanted, long offset, ByteString data) throws IOException {
        if (whole(deal, leg).isPresent()) {
            return;
        }
        if (data.size() > Chunks.BYTES || offset < 0 || offset > wanted.bytes() - data.size()) {
            throw new IllegalArgumentException("a piece of " + data.size() + " bytes at " + offset
                    + " does not fit into " + wanted.bytes() + " bytes, or has more than " + Chunks.BYTES);
        }
        Path part = part(deal, leg);
        long held = held(deal, leg);
        if (held == 0 && wanted.bytes() > Files.getFileStore(folder).getUsableSpace() - SPARE_BYTES) {
            throw new IOException("there is no room for " + wanted.bytes() + " bytes in " + folder);
        }
        if (offset != held) {
            return;
        }
        try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (ByteBuffer each : data.asReadOnlyByteBufferList()) {
                while (each.hasRemaining()) {
                    out.write(each);
                }
            }
            if (held + data.size() == wanted.bytes()) {
                out.force(true);
            }
        }
        if (held + data.size() == wanted.bytes()) {
            adopt(part, file(deal, leg), wanted);
        }
    }

    private static void adopt(Path part, Path file, Blob wanted) throws IOException {
        String actual = Hashes.hex(Hashes.of(part));
        if (!actual.equals(wanted.sha256())) {
            Files.delete(part);
            throw new IllegalArgumentException(
                    "what came has the SHA-256 " + actual + ", not " + wanted.sha256() + "; it begins anew");
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path file(String deal, int leg) {
        return folder.resolve(Draft.checkDeal(deal) + "-" + leg);
    }

    private Path part(String deal, int leg) {
        return folder.resolve(Draft.checkDeal(deal) + "-" + leg + ".part");
    }
}
