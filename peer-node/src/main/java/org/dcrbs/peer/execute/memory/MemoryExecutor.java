package org.dcrbs.peer.execute.memory;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.dcrbs.peer.execute.Executor;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.peer.execute.lease.LeaseDesk;
import org.dcrbs.peer.execute.lease.Take;
import org.dcrbs.peer.execute.lease.Terms;
import org.dcrbs.protocol.proof.LeaseFill;
import org.dcrbs.protocol.v1.MemoryLease;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkOrder.TaskCase;
import org.dcrbs.protocol.v1.WorkResult;

/** Keeps memory of this machine for a lessee. The result's output is the SHA-256 of what it held. */
public final class MemoryExecutor implements Executor {
    /** How many megabytes the owner shares. */
    public static final String SHARE = "share.memoryMegaBytes";

    private final LeaseDesk desk;

    public MemoryExecutor() {
        this(Clock.systemUTC());
    }

    public MemoryExecutor(Clock clock) {
        desk = new LeaseDesk("memory", "MB", SHARE, clock);
    }

    @Override
    public Set<TaskCase> tasks() {
        return Set.of(TaskCase.MEMORY);
    }

    @Override
    public WorkResult execute(WorkOrder order, WorkContext context) throws InterruptedException {
        MemoryLease lease = order.getMemory();
        Terms terms = new Terms(lease.getMegaBytes(), Instant.ofEpochMilli(lease.getUntilEpochMs()));
        return desk.serve(order, context, terms, running -> take(lease, running));
    }

    private static Take.Outcome take(MemoryLease lease, WorkContext context) throws InterruptedException {
        // Asked first, for finding out the hard way would push the whole machine to its limit.
        long freeMegaBytes = DirectMemory.freeBytes() / LeaseFill.BYTES_PER_MEGA_BYTE;
        if (lease.getMegaBytes() > freeMegaBytes) {
            return notHad(lease, freeMegaBytes + " MB are free to it");
        }
        try {
            return new Take.Held(HeldMemory.fill(lease.getMegaBytes(), lease.getFillSeed(), context));
        } catch (OutOfMemoryError e) {
            // Direct memory is counted by the JVM: this is its word that the node may have no more, no emergency.
            return notHad(lease, String.valueOf(e.getMessage()));
        }
    }

    private static Take.NotHad notHad(MemoryLease lease, String why) {
        return new Take.NotHad("the node's process may not take " + lease.getMegaBytes() + " MB more: " + why);
    }

    @Override
    public void close() {}
}
