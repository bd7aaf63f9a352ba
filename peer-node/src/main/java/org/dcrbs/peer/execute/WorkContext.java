package org.dcrbs.peer.execute;

import com.google.protobuf.ByteString;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.dcrbs.peer.execute.lease.LeaseService;
import org.dcrbs.peer.execute.lease.LeasedLine;
import org.dcrbs.peer.execute.lease.SiteCalls;

public interface WorkContext {
    /** The node's home: leases, spool, cache lie below it. */
    Path home();

    /** A blob by its SHA-256, fetched from the coordinator if it is not in the cache. */
    Path blob(ByteString sha256) throws IOException, InterruptedException;

    /** Makes a local file available to the coordinator under its SHA-256 and returns that. */
    ByteString publish(Path file) throws IOException, InterruptedException;

    /** Lets the order's lessee use what is kept for it, until closed. */
    Closeable serve(LeaseService service);

    /**
     * Whether the lessee has told the coordinator that it uses what is kept for it.
     *
     * @throws IOException if the coordinator can't be asked just now
     */
    boolean lesseeUses() throws IOException, InterruptedException;

    /**
     * Lets the node itself call sites over a leased line, until closed.
     *
     * @param parts how many threads share the work
     */
    SiteCalls calls(LeasedLine line, int parts);

    /** Small settings of the node (share.json as parsed), by key path. */
    Optional<String> setting(String key);

    boolean cancelled();
}
