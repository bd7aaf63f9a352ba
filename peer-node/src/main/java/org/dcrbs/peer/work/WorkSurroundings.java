package org.dcrbs.peer.work;

import com.google.protobuf.ByteString;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.dcrbs.peer.execute.lease.LeaseService;
import org.dcrbs.peer.execute.lease.LeasedLine;
import org.dcrbs.peer.execute.lease.SiteCalls;
import org.dcrbs.protocol.v1.WorkOrder;

/** What the node provides to whatever order runs on it. */
public interface WorkSurroundings {
    Path home();

    /** Waits for the link if it must; gives up with an IOException once the order is not wanted any more. */
    Path blob(ByteString sha256, BooleanSupplier unwanted) throws IOException, InterruptedException;

    ByteString publish(Path file) throws IOException;

    /** Lets the order's lessee call at this node's door until the result is closed. */
    Closeable serve(WorkOrder order, LeaseService service);

    /**
     * Whether the order's lessee has told the coordinator that it uses what is kept for it.
     *
     * @throws IOException if the coordinator can't be asked just now
     */
    boolean lesseeUses(WorkOrder order) throws IOException, InterruptedException;

    /** Lets the node itself call sites over a leased line, by so many threads, until closed. */
    SiteCalls calls(LeasedLine line, int parts);

    Optional<String> setting(String key);
}
