package org.dcrbs.peer.execute.lease;

import com.google.protobuf.ByteString;
import java.io.IOException;
import org.dcrbs.peer.execute.WorkContext;

/** What is held for a lessee. */
public interface Holding {
    /** What proves at the end that it was held: the SHA-256 of its contents, read back, or a receipt. */
    ByteString proof(WorkContext context) throws IOException, InterruptedException;

    /** Gives it back. Not called when the node stops in mid-lease: the next life may go on with it. */
    void release() throws IOException;
}
