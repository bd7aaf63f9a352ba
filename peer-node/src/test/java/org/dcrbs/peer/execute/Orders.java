package org.dcrbs.peer.execute;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcrbs.protocol.proof.MerkleTree;
import org.dcrbs.protocol.v1.AccessLease;
import org.dcrbs.protocol.v1.ComputeTask;
import org.dcrbs.protocol.v1.MemoryLease;
import org.dcrbs.protocol.v1.PeripheralTask;
import org.dcrbs.protocol.v1.StorageChallenge;
import org.dcrbs.protocol.v1.StorageLease;
import org.dcrbs.protocol.v1.WorkOrder;

/** Orders as the coordinator would write them. */
public final class Orders {
    private static final AtomicInteger NEXT = new AtomicInteger();

    private Orders() {}

    private static WorkOrder.Builder order() {
        return WorkOrder.newBuilder().setId("order-" + NEXT.incrementAndGet()).setAttempt(1);
    }

    public static WorkOrder compute(ByteString module, byte[] input) {
        return compute(module, input, 256, 10_000, 1 << 20);
    }

    public static WorkOrder compute(ByteString module, byte[] input, int pages, int cpuMillis, long outputBytes) {
        return order().setCompute(ComputeTask.newBuilder()
                        .setModuleSha256(module)
                        .setInput(ByteString.copyFrom(input))
                        .setMemoryPages(pages)
                        .setCpuMillisLimit(cpuMillis)
                        .setOutputBytesLimit(outputBytes))
                .build();
    }

    public static WorkOrder memory(long megaBytes, long seed, Instant until) {
        return order().setMemory(MemoryLease.newBuilder()
                        .setMegaBytes(megaBytes)
                        .setFillSeed(seed)
                        .setUntilEpochMs(until.toEpochMilli()))
                .build();
    }

    public static WorkOrder storage(long megaBytes, long seed, Instant until) {
        return order().setStorage(StorageLease.newBuilder()
                        .setMegaBytes(megaBytes)
                        .setFillSeed(seed)
                        .setUntilEpochMs(until.toEpochMilli()))
                .build();
    }

    /** A piece of a lease of so many megabytes. */
    public static WorkOrder challenge(WorkOrder lease, long leaf, Instant until) {
        return order().setDeadlineEpochMs(until.toEpochMilli())
                .setStorageChallenge(StorageChallenge.newBuilder()
                        .setLeaseOrderId(lease.getId())
                        .setLeaf(leaf)
                        .setLeaves(lease.getStorage().getMegaBytes() * MerkleTree.LEAVES_PER_MEGA_BYTE))
                .build();
    }

    public static WorkOrder access(long kilobits, Instant until) {
        return order().setAccess(
                        AccessLease.newBuilder().setKilobitsPerSecond(kilobits).setUntilEpochMs(until.toEpochMilli()))
                .build();
    }

    public static WorkOrder peripheral(String kind, ByteString document) {
        return order().setPeripheral(PeripheralTask.newBuilder().setKind(kind).setDocumentSha256(document))
                .build();
    }
}
