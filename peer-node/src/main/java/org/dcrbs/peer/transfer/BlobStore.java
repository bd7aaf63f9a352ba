package org.dcrbs.peer.transfer;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The node's cache of blobs: one file each, named by its hash, there only when whole and right. */
public final class BlobStore {
    private static final String DRAFT = ".part";

    private final Path folder;
    private final Clock clock;

    private BlobStore(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Opens the cache and clears away the longest unused blobs beyond the limit. */
    public static BlobStore open(Path folder, long limitBytes, Clock clock) throws IOException {
        Files.createDirectories(folder);
        BlobStore store = new BlobStore(folder, clock);
        store.prune(limitBytes);
        return store;
    }

    public Optional<Path> find(ByteString sha256) throws IOException {
        Path file = folder.resolve(Hashes.hex(sha256));
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        return Optional.of(file);
    }

    /** Takes a copy of the file in; its hash. */
    public ByteString publish(Path file) throws IOException {
        Path draft = Files.createTempFile(folder, "publish", DRAFT);
        try (OutputStream out = Files.newOutputStream(draft)) {
            ByteString sha256 = Hashes.copying(file, out);
            Files.move(draft, folder.resolve(Hashes.hex(sha256)), StandardCopyOption.ATOMIC_MOVE);
            return sha256;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Where a blob is put together until it is whole. */
    Path draft(ByteString sha256) {
        return folder.resolve(Hashes.hex(sha256) + DRAFT);
    }

    /** Takes the blob in if its hash is right; otherwise it is deleted. */
    Path adopt(ByteString sha256) throws IOException {
        Path draft = draft(sha256);
        ByteString actual = Hashes.of(draft);
        if (!actual.equals(sha256)) {
            Files.delete(draft);
            throw new IOException(
                    "what was received has the SHA-256 " + Hashes.hex(actual) + ", not " + Hashes.hex(sha256));
        }
        return Files.move(draft, folder.resolve(Hashes.hex(sha256)), StandardCopyOption.ATOMIC_MOVE);
    }

    private void prune(long limitBytes) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted(Comparator.comparing(BlobStore::used).reversed())
                    .toList()) {
                bytes += Files.size(file);
                if (file.toString().endsWith(DRAFT) || bytes > limitBytes) {
                    Files.delete(file);
                }
            }
        }
    }

    private static FileTime used(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
