package org.dcrbs.peer.execute.lease;

import com.google.protobuf.ByteString;
import java.io.IOException;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.protocol.v1.LeaseAnswer;
import org.dcrbs.protocol.v1.LeaseCall;

/** What is held for a lessee. */
public interface Holding extends LeaseService {
    /** What proves at the end that it was held: the SHA-256 of its contents, read back, or a receipt. */
    ByteString proof(WorkContext context) throws IOException, InterruptedException;

    /** For what the lessee can use in no other way than by its being kept. */
    @Override
    default LeaseAnswer.Builder answer(LeaseCall call) throws IOException {
        throw new IllegalArgumentException("this lease can't be called for " + call.getWhatCase());
    }

    /** Gives it back. Not called when the node stops in mid-lease: the next life may go on with it. */
    void release() throws IOException;
}
