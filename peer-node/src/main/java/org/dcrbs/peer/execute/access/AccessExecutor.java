package org.dcrbs.peer.execute.access;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.dcrbs.peer.execute.Executor;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.peer.execute.lease.Holding;
import org.dcrbs.peer.execute.lease.LeaseDesk;
import org.dcrbs.peer.execute.lease.Take;
import org.dcrbs.peer.execute.lease.Terms;
import org.dcrbs.protocol.v1.AccessLease;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkOrder.TaskCase;
import org.dcrbs.protocol.v1.WorkResult;

/**
 * Keeps a rate out of the owner's internet connection for a lessee, so that the connection is never let
 * twice. The result's output is a line that says what was kept until when.
 */
public final class AccessExecutor implements Executor {
    /** How many kilobits a second the owner shares. */
    public static final String SHARE = "share.accessKilobitsPerSecond";

    private final LeaseDesk desk;

    public AccessExecutor() {
        this(Clock.systemUTC());
    }

    public AccessExecutor(Clock clock) {
        desk = new LeaseDesk("internet access", "kbit/s", SHARE, clock);
    }

    @Override
    public Set<TaskCase> tasks() {
        return Set.of(TaskCase.ACCESS);
    }

    @Override
    public WorkResult execute(WorkOrder order, WorkContext context) throws InterruptedException {
        AccessLease lease = order.getAccess();
        Terms terms = new Terms(lease.getKilobitsPerSecond(), Instant.ofEpochMilli(lease.getUntilEpochMs()));
        return desk.serve(order, context, terms, running -> new Take.Held(new HeldRate(terms)));
    }

    @Override
    public void close() {}

    /** The ledger entry is all there is to hold. */
    private record HeldRate(Terms terms) implements Holding {
        @Override
        public ByteString proof(WorkContext context) {
            return ByteString.copyFromUtf8("kept " + terms.amount() + " kbit/s until " + terms.until());
        }

        @Override
        public void release() {}
    }
}
