package org.dcrbs.peer.execute;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

public interface WorkContext {
    /** The node's home: leases, spool, cache lie below it. */
    Path home();

    /** A blob by its SHA-256, fetched from the coordinator if it is not in the cache. */
    Path blob(ByteString sha256) throws IOException, InterruptedException;

    /** Makes a local file available to the coordinator under its SHA-256 and returns that. */
    ByteString publish(Path file) throws IOException, InterruptedException;

    /** Small settings of the node (share.json as parsed), by key path. */
    Optional<String> setting(String key);

    boolean cancelled();
}
