package org.dcrbs.peer.transfer;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.dcrbs.peer.link.Line;
import org.dcrbs.peer.traffic.Flow;
import org.dcrbs.peer.transfer.pieces.DiskRoom;
import org.dcrbs.protocol.v1.BlobChunk;
import org.dcrbs.protocol.v1.BlobRequest;
import org.dcrbs.protocol.v1.Envelope;

/** Fetches blobs from the coordinator, piece by piece, over as many connections as it takes. */
public final class BlobFetcher {
    private static final int STRIPES = 64;
    private final BlobStore store;
    private final Line line;
    private final Flow in;
    private final DiskRoom room;
    private final Lock[] locks = new Lock[STRIPES];

    /** @param in what the node may receive */
    public BlobFetcher(BlobStore store, Line line, Flow in, DiskRoom room) {
        this.store = store;
        this.line = line;
        this.in = in;
        this.room = room;
        for (int i = 0; i < STRIPES; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    /** The blob as a file in the cache, fetched if need be, its hash checked. */
    public Path fetch(ByteString sha256, BooleanSupplier unwanted) throws IOException, InterruptedException {
        if (sha256.size() != Hashes.BYTES) {
            throw new IOException("a SHA-256 has " + Hashes.BYTES + " bytes, not " + sha256.size());
        }
        // Many orders may want the same module at once: one fetches, the others find it.
        Lock lock = locks[Math.floorMod(sha256.hashCode(), STRIPES)];
        lock.lockInterruptibly();
        try {
            Optional<Path> cached = store.find(sha256);
            if (cached.isPresent()) {
                return cached.get();
            }
            Path draft = store.draft(sha256);
            try {
                receive(sha256, draft, unwanted);
                return store.adopt(sha256);
            } finally {
                Files.deleteIfExists(draft);
            }
        } finally {
            lock.unlock();
        }
    }

    private void receive(ByteString sha256, Path draft, BooleanSupplier unwanted)
            throws IOException, InterruptedException {
        BlobChunk first = piece(sha256, 0, unwanted);
        try (DiskRoom.Kept kept = room.keep(first.getTotalBytes());
                FileChannel out = FileChannel.open(
                        draft,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            long offset = 0;
            long total;
            do {
                BlobChunk chunk = offset == 0 ? first : piece(sha256, offset, unwanted);
                total = chunk.getTotalBytes();
                if (offset + chunk.getData().size() > total || (chunk.getData().isEmpty() && offset < total)) {
                    throw new IOException("the coordinator's pieces do not fit together");
                }
                for (ByteBuffer part : chunk.getData().asReadOnlyByteBufferList()) {
                    while (part.hasRemaining()) {
                        out.write(part);
                    }
                }
                offset += chunk.getData().size();
                kept.came(chunk.getData().size());
            } while (offset < total);
            out.force(true);
        }
    }

    private BlobChunk piece(ByteString sha256, long offset, BooleanSupplier unwanted)
            throws IOException, InterruptedException {
        Envelope question = Envelope.newBuilder()
                .setBlobRequest(BlobRequest.newBuilder().setSha256(sha256).setOffset(offset))
                .build();
        // How much is left of it, only the answer tells.
        in.await(Chunks.BYTES, unwanted);
        Envelope answer = line.ask(question, unwanted);
        in.pass(answer.getBlobChunk().getData().size() - Chunks.BYTES);
        if (answer.hasError()) {
            throw new IOException("the coordinator does not give blob " + Hashes.hex(sha256) + ": "
                    + answer.getError().getText());
        }
        BlobChunk chunk = answer.getBlobChunk();
        if (!answer.hasBlobChunk() || !chunk.getSha256().equals(sha256) || chunk.getOffset() != offset) {
            throw new IOException("the coordinator answered something else than the piece that was asked for");
        }
        return chunk;
    }
}
