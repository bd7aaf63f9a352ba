package org.dcrbs.server.work;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.Storage;
import org.dcrbs.protocol.proof.LeaseFill;
import org.dcrbs.protocol.proof.MerkleTree;
import org.dcrbs.protocol.v1.MemoryLease;
import org.dcrbs.protocol.v1.StorageLease;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.server.blob.Digests;
import org.dcrbs.server.reputation.Outcome.Kind;
import org.dcrbs.server.work.Step.Delivered;
import org.dcrbs.server.work.Step.Failed;
import org.dcrbs.server.work.Step.Issue;
import org.dcrbs.server.work.Step.Waiting;

/**
 * A lease of memory or storage: the giver's node fills it from a seed and tells the digest of it all at the end; storage is
 * audited meanwhile. What the taker uses itself it also looks after itself.
 */
final class LeasePlan {
    static final String LEASE = "lease";
    private static final int MOST_FILL_MEGA_BYTES = 4096;

    private final Pairing pairing;
    private final long megaBytes;
    private final LegOrders orders;
    private final Surroundings around;

    LeasePlan(Pairing pairing, LegOrders orders, Surroundings around) {
        this.pairing = pairing;
        this.megaBytes = pairing.least().units();
        this.orders = orders;
        this.around = around;
    }

    Step next() throws IOException {
        if (megaBytes > MOST_FILL_MEGA_BYTES) {
            return new Failed("leases of more than " + MOST_FILL_MEGA_BYTES + " MB can't be proven");
        }
        Optional<Order> lease = orders.find(LEASE);
        if (lease.isEmpty()) {
            return new Issue(List.of(orders.draft(LEASE, pairing.giver(), task(around.random()))));
        }
        if (lease.get().isDone()) {
            return end(lease.get());
        }
        return isAudited() ? audit(lease.get()).next() : new Waiting();
    }

    private WorkOrder.Builder task(long seed) {
        long until = pairing.window().until().toEpochMilli();
        return isStorage()
                ? WorkOrder.newBuilder()
                        .setStorage(StorageLease.newBuilder()
                                .setMegaBytes(megaBytes)
                                .setUntilEpochMs(until)
                                .setFillSeed(seed)
                                .setRoot(ByteString.copyFrom(
                                        MerkleTree.ofFill(seed, megaBytes).root())))
                : WorkOrder.newBuilder()
                        .setMemory(MemoryLease.newBuilder()
                                .setMegaBytes(megaBytes)
                                .setUntilEpochMs(until)
                                .setFillSeed(seed));
    }

    /** The output is named by its hash, so it needn't be read to be compared. */
    private Step end(Order lease) {
        if (isUsed()) {
            return new Delivered(found(Kind.LEASE_KEPT, megaBytes + " MB kept, and used by " + pairing.taker()));
        }
        WorkOrder task = lease.order();
        long seed =
                isStorage() ? task.getStorage().getFillSeed() : task.getMemory().getFillSeed();
        if (lease.output().equals(Digests.sha256(LeaseFill.digest(seed, megaBytes)))) {
            return new Delivered(found(Kind.LEASE_KEPT, megaBytes + " MB kept"));
        }
        String reason = "the digest of the leased " + megaBytes + " MB is wrong";
        return new Failed(reason, found(Kind.LEASE_BROKEN, reason));
    }

    /** What is next in looking again at it while it lasts; empty if it is there. */
    Optional<Step> review() throws IOException {
        return audit(orders.find(LEASE).orElseThrow()).review();
    }

    /** Whether it can be looked at again. */
    boolean isReviewable() {
        return isAudited() && orders.find(LEASE).isPresent();
    }

    private boolean isAudited() {
        return isStorage() && !isUsed();
    }

    private StorageAudit audit(Order lease) {
        return new StorageAudit(pairing, lease, orders, around);
    }

    private boolean isStorage() {
        return pairing.least() instanceof Storage;
    }

    /** Whether the taker uses it itself. */
    private boolean isUsed() {
        return orders.find(Order.USE).isPresent();
    }

    private Findings found(Kind kind, String detail) {
        return Findings.of(pairing.giver(), kind, detail);
    }
}
