package org.dcrbs.peer.stored;

import java.io.IOException;
import java.util.List;
import org.dcrbs.peer.lease.LeaseLine;
import org.dcrbs.protocol.v1.ErrandAnswer.Lease;

/** Those who lease storage to the member just now. */
public interface Givers {
    /** The leases of storage. */
    List<Lease> leases() throws IOException, InterruptedException;

    /** Tells the coordinator that the lease is used from now on. */
    void use(Lease lease) throws IOException, InterruptedException;

    LeaseLine dial(Lease lease) throws IOException;
}
