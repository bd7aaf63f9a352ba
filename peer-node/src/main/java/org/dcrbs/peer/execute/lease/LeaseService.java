package org.dcrbs.peer.execute.lease;

import java.io.IOException;
import java.util.Optional;
import org.dcrbs.protocol.v1.LeaseAnswer;
import org.dcrbs.protocol.v1.LeaseCall;

/** Gives a lessee the use of what is kept for it. Called by several threads at once. */
@FunctionalInterface
public interface LeaseService {
    /** @throws IllegalArgumentException in words, if the call can't be obeyed as it stands */
    LeaseAnswer.Builder answer(LeaseCall call) throws IOException;

    /** The line that the lessee may go through; empty if it is something else that is kept. */
    default Optional<LeasedLine> line() {
        return Optional.empty();
    }
}
