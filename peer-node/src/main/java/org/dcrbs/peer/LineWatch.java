package org.dcrbs.peer;

import java.io.IOException;
import org.dcrbs.peer.door.RefusedException;
import org.dcrbs.peer.lease.LeaseLine;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.v1.ErrandAnswer.Lease;
import org.dcrbs.protocol.v1.LeaseCall;
import org.jspecify.annotations.Nullable;

/** Asks the giver now and then whether the leased line is there. */
final class LineWatch implements AutoCloseable {
    private final Lease lease;
    private final PeerIdentity own;
    private @Nullable LeaseLine line;

    LineWatch(Lease lease, PeerIdentity own) {
        this.lease = lease;
        this.own = own;
    }

    /** Whether the giver's node answers, and keeps the lease. */
    boolean isThere() {
        try {
            LeaseLine asked = line == null ? LeaseLine.dial(lease, own, LinkLimits.DEFAULT) : line;
            line = asked;
            return asked.ask(LeaseCall.newBuilder().setStatus(LeaseCall.Status.getDefaultInstance()))
                    .hasTerms();
        } catch (RefusedException e) {
            return false;
        } catch (IOException e) {
            close();
            return false;
        }
    }

    @Override
    public void close() {
        if (line != null) {
            line.close();
            line = null;
        }
    }
}
