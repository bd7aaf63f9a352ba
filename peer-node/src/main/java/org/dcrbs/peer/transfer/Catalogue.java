package org.dcrbs.peer.transfer;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.market.FileHeader;
import org.dcrbs.peer.share.HashedFile;
import org.dcrbs.peer.share.OfferedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The owner's offered files, by their hash. */
public final class Catalogue {
    private static final Logger LOG = LoggerFactory.getLogger(Catalogue.class);

    private volatile Map<ByteString, HashedFile> files;

    /** Reads every file once for its hash; one that cannot be read, or is empty, is left out with a warning. */
    public Catalogue(List<OfferedFile> offered) {
        files = read(offered);
    }

    /** From now on these; a file that is being sent is sent to its end. */
    public void offer(List<OfferedFile> offered) {
        files = read(offered);
    }

    private static Map<ByteString, HashedFile> read(List<OfferedFile> offered) {
        Map<ByteString, HashedFile> read = new HashMap<>();
        for (OfferedFile file : offered) {
            try {
                add(file, read);
            } catch (IOException e) {
                LOG.warn("File {} ({}) is not offered: it cannot be read", file.id(), file.path());
            }
        }
        return Map.copyOf(read);
    }

    private static void add(OfferedFile file, Map<ByteString, HashedFile> to) throws IOException {
        long bytes = Files.size(file.path());
        if (bytes == 0) {
            LOG.warn("File {} ({}) is not offered: it is empty", file.id(), file.path());
            return;
        }
        ByteString sha256 = Hashes.of(file.path());
        FileHeader said = file.header();
        FileHeader header = new FileHeader(
                said.name(),
                said.targetUser(),
                said.objective(),
                said.function(),
                said.environment(),
                bytes,
                Hashes.hex(sha256));
        to.put(sha256, new HashedFile(file.id(), file.path(), header, file.copies()));
    }

    public List<HashedFile> all() {
        return new ArrayList<>(files.values());
    }

    Optional<HashedFile> find(ByteString sha256) {
        return Optional.ofNullable(files.get(sha256));
    }
}
