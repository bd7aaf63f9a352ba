package org.dcrbs.peer.transfer.pieces;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Room on the node's disk for what arrives. What arrives at the same time, and what is promised to those who lease disk space,
 * is not free, although it still looks so.
 */
public final class DiskRoom {
    private static final long SPARE_BYTES = 64L << 20;

    private final Path folder;
    private final Promised promised;
    private final Set<Kept> arriving = ConcurrentHashMap.newKeySet();

    /** How much others have been promised that is not on the disk yet. */
    public interface Promised {
        long bytes() throws IOException;
    }

    /** @param folder on that disk; need not be there yet */
    public DiskRoom(Path folder, Promised promised) {
        this.folder = folder;
        this.promised = promised;
    }

    /** Room that nobody else gets, until closed. */
    public final class Kept implements AutoCloseable {
        private final AtomicLong missing;

        private Kept(long bytes) {
            missing = new AtomicLong(bytes);
        }

        /** They are on the disk now, where everybody sees them. */
        public void came(long bytes) {
            missing.addAndGet(-bytes);
        }

        @Override
        public void close() {
            arriving.remove(this);
        }
    }

    /** @throws IOException in words, if there is no room */
    public synchronized Kept keep(long bytes) throws IOException {
        long free = Files.getFileStore(there(folder)).getUsableSpace();
        long others = promised.bytes()
                + arriving.stream().mapToLong(kept -> kept.missing.get()).sum();
        if (bytes > free - others - SPARE_BYTES) {
            throw new IOException("there is no room for its " + bytes + " bytes: of the disk " + free
                    + " are free, of which " + others + " are promised to others or arriving, and " + SPARE_BYTES
                    + " stay free");
        }
        Kept kept = new Kept(bytes);
        arriving.add(kept);
        return kept;
    }

    private static Path there(Path folder) {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }
}
