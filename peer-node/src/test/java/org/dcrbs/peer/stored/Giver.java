package org.dcrbs.peer.stored;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.dcrbs.peer.execute.TestContext;
import org.dcrbs.peer.execute.lease.LeaseService;
import org.dcrbs.peer.execute.storage.StorageExecutor;
import org.dcrbs.peer.lease.KeptLeases;
import org.dcrbs.peer.lease.LeaseDoor;
import org.dcrbs.peer.share.DoorPlace;
import org.dcrbs.peer.traffic.Traffic;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.v1.ErrandAnswer.Lease;
import org.dcrbs.protocol.v1.StorageLease;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;

/** A member's node that keeps disk space for another one, behind its door. */
final class Giver implements AutoCloseable {
    private static final long MEGA_BYTES = 4;

    final String name;
    private final PeerIdentity identity;
    private final Path home;
    private final WorkOrder order;
    final Traffic traffic = new Traffic();
    private final KeptLeases kept = new KeptLeases();
    private final LeaseDoor door;
    private Keeping keeping;

    Giver(PeerIdentity identity, Path home, String lessee) throws Exception {
        this.name = identity.name().partyId();
        this.identity = identity;
        this.home = home;
        this.order = WorkOrder.newBuilder()
                .setId("lease-of-" + name)
                .setAttempt(1)
                .setLessee(lessee)
                .setStorage(StorageLease.newBuilder()
                        .setMegaBytes(MEGA_BYTES)
                        .setFillSeed(7)
                        .setUntilEpochMs(Instant.now().plus(Duration.ofDays(1)).toEpochMilli()))
                .build();
        door = LeaseDoor.open(new DoorPlace(0, ""), identity, LinkLimits.DEFAULT, kept, traffic);
        keeping = keep();
    }

    private record Keeping(Context context, FutureTask<WorkResult> task, Thread thread) {}

    private final class Context extends TestContext {
        private final CountDownLatch open = new CountDownLatch(1);

        Context() {
            super(home);
            with(StorageExecutor.SHARE, 100);
        }

        @Override
        public Closeable serve(LeaseService service) {
            open.countDown();
            return kept.open(order, service);
        }
    }

    private Keeping keep() throws Exception {
        Context context = new Context();
        FutureTask<WorkResult> task = new FutureTask<>(() -> {
            StorageExecutor executor = new StorageExecutor();
            executor.recover(home);
            return executor.execute(order, context);
        });
        Thread thread = new Thread(task, "keeping of " + name);
        thread.start();
        if (!context.open.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the lease of " + name + " has not begun");
        }
        return new Keeping(context, task, thread);
    }

    Lease lease() {
        return Lease.newBuilder()
                .setOrderId(order.getId())
                .setGiver(name)
                .setCategory("STORAGE")
                .setAmount(MEGA_BYTES)
                .setDoor("127.0.0.1" + door.address())
                .build();
    }

    /** Cuts off who is connected, and listens at the same place again. */
    void hangUp() {
        try {
            door.renew(identity);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The node stops in mid-lease, and goes on with it. */
    void restart() throws Exception {
        keeping.thread().interrupt();
        keeping.thread().join();
        keeping = keep();
    }

    /** The lease ends before its time. */
    WorkResult end() throws Exception {
        keeping.context().cancel();
        return keeping.task().get(20, TimeUnit.SECONDS);
    }

    /** What is kept in the leased space. */
    List<Path> blobs() throws IOException {
        return files("blobs");
    }

    /** The fill by which the space was proven before it was used. */
    List<Path> fill() throws IOException {
        return files("storage");
    }

    private List<Path> files(String kind) throws IOException {
        Path folder = home.resolve("leases").resolve(kind);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Override
    public void close() {
        door.close();
        traffic.close();
        keeping.thread().interrupt();
    }
}
