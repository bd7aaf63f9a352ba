package org.dcrbs.peer.transfer;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.market.FileHeader;
import org.dcrbs.peer.share.HashedFile;
import org.dcrbs.peer.share.OfferedFile;
import org.dcrbs.peer.transfer.pieces.HeldFile;
import org.dcrbs.peer.transfer.pieces.PieceTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The owner's offered files, by their hash. */
public final class Catalogue {
    private static final Logger LOG = LoggerFactory.getLogger(Catalogue.class);

    private volatile Map<ByteString, Entry> files;

    /** @param modified when it was last written before it was read */
    private record Entry(HashedFile file, PieceTable table, FileTime modified) {}

    /** Reads every file once for its hash; one that cannot be read, or is empty, is left out with a warning. */
    public Catalogue(List<OfferedFile> offered) {
        files = read(offered);
    }

    /** From now on these; a file that is being sent is sent to its end. */
    public void offer(List<OfferedFile> offered) {
        files = read(offered);
    }

    private static Map<ByteString, Entry> read(List<OfferedFile> offered) {
        Map<ByteString, Entry> read = new HashMap<>();
        for (OfferedFile file : offered) {
            try {
                add(file, read);
            } catch (IOException e) {
                LOG.warn("File {} ({}) is not offered: it cannot be read", file.id(), file.path());
            }
        }
        return Map.copyOf(read);
    }

    private static void add(OfferedFile file, Map<ByteString, Entry> to) throws IOException {
        if (Files.size(file.path()) == 0) {
            LOG.warn("File {} ({}) is not offered: it is empty", file.id(), file.path());
            return;
        }
        FileTime modified = Files.getLastModifiedTime(file.path());
        PieceTable.Read read = PieceTable.of(file.path());
        FileHeader said = file.header();
        FileHeader header = new FileHeader(
                said.name(),
                said.targetUser(),
                said.objective(),
                said.function(),
                said.environment(),
                read.table().bytes(),
                Hashes.hex(read.sha256()));
        HashedFile hashed = new HashedFile(file.id(), file.path(), header, file.copies(), file.reseed());
        to.put(read.sha256(), new Entry(hashed, read.table(), modified));
    }

    public List<HashedFile> all() {
        return files.values().stream().map(Entry::file).toList();
    }

    Optional<HashedFile> find(ByteString sha256) {
        return Optional.ofNullable(files.get(sha256)).map(Entry::file);
    }

    /**
     * The file, to be had piece by piece.
     *
     * @param own whether that is under a contract of this node's party
     */
    Optional<HeldFile> hold(ByteString sha256, boolean own) {
        return Optional.ofNullable(files.get(sha256))
                .filter(entry -> own || entry.file().reseed())
                .map(entry -> new HeldFile(entry.file().path(), entry.table(), entry.modified()));
    }
}
