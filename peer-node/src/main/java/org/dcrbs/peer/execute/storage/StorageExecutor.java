package org.dcrbs.peer.execute.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dcrbs.peer.execute.Answers;
import org.dcrbs.peer.execute.Executor;
import org.dcrbs.peer.execute.FileNames;
import org.dcrbs.peer.execute.Meter;
import org.dcrbs.peer.execute.Promising;
import org.dcrbs.peer.execute.Recovering;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.peer.execute.lease.Cancellation;
import org.dcrbs.peer.execute.lease.LeaseDesk;
import org.dcrbs.peer.execute.lease.Reservation;
import org.dcrbs.peer.execute.lease.Take;
import org.dcrbs.peer.execute.lease.Terms;
import org.dcrbs.protocol.proof.LeaseFill;
import org.dcrbs.protocol.v1.StorageChallenge;
import org.dcrbs.protocol.v1.StorageLease;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkOrder.TaskCase;
import org.dcrbs.protocol.v1.WorkResult;

/**
 * Keeps disk space below the node's home for a lessee, a file an order. The result's output is the
 * SHA-256 of what it held, read back from the disk at the lease's end. Until then it answers challenges.
 */
public final class StorageExecutor implements Executor, Recovering, Promising {
    /** How many megabytes the owner shares. */
    public static final String SHARE = "share.storageMegaBytes";

    /** How soon it is noticed that a lease has become whole. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private final LeaseDesk desk;
    private final Clock clock;
    /** The leases whose files are whole: what is missing from then on is lost. */
    private final Set<String> filled = ConcurrentHashMap.newKeySet();

    public StorageExecutor() {
        this(Clock.systemUTC());
    }

    public StorageExecutor(Clock clock) {
        this.clock = clock;
        desk = new LeaseDesk("storage", "MB", SHARE, clock);
    }

    @Override
    public Set<TaskCase> tasks() {
        return Set.of(TaskCase.STORAGE, TaskCase.STORAGE_CHALLENGE);
    }

    @Override
    public WorkResult execute(WorkOrder order, WorkContext context) throws InterruptedException {
        if (order.hasStorageChallenge()) {
            return prove(order, context);
        }
        StorageLease lease = order.getStorage();
        Terms terms = new Terms(lease.getMegaBytes(), Instant.ofEpochMilli(lease.getUntilEpochMs()));
        Path file = folder(context.home()).resolve(FileNames.of(order.getId()));
        Path blobs = blobs(context.home()).resolve(FileNames.of(order.getId()));
        return desk.serve(order, context, terms, running -> {
            Optional<String> notHad = LeasedDisk.isUsed(blobs)
                    ? Optional.empty()
                    : HeldFile.fill(file, lease.getMegaBytes(), lease.getFillSeed(), running);
            filled.add(order.getId());
            return notHad.isPresent()
                    ? new Take.NotHad(notHad.get())
                    : new Take.Held(new LeasedDisk(HeldFile.at(file), blobs, lease.getMegaBytes(), running));
        });
    }

    private WorkResult prove(WorkOrder order, WorkContext context) throws InterruptedException {
        StorageChallenge challenge = order.getStorageChallenge();
        String lease = challenge.getLeaseOrderId();
        Meter meter = Meter.start();
        try {
            Instant until = Instant.ofEpochMilli(order.getDeadlineEpochMs());
            while (isLet(lease, context)
                    && !filled.contains(lease)
                    && clock.instant().isBefore(until)) {
                Cancellation.check(context);
                TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            }
            if (!isLet(lease, context)) {
                return Answers.failed(order, "no lease of order " + lease + " is held", meter.usage());
            }
            Path file = folder(context.home()).resolve(FileNames.of(lease));
            return StoredPieces.prove(file, challenge, () -> Cancellation.check(context))
                    .map(proof -> Answers.done(order, proof.toByteString(), meter.usage()))
                    .orElseGet(() -> Answers.failed(
                            order,
                            "the lease of order " + lease + " has fewer than " + challenge.getLeaves() + " pieces",
                            meter.usage()));
        } catch (CancellationException e) {
            return Answers.failed(order, "cancelled", meter.usage());
        } catch (IOException e) {
            return Answers.failed(order, "what is leased can't be read: " + e, meter.usage());
        }
    }

    private boolean isLet(String lease, WorkContext context) throws IOException {
        return desk.ledger(context.home()).active().stream()
                .anyMatch(reservation -> reservation.orderId().equals(lease));
    }

    @Override
    public void recover(Path home) throws IOException {
        Set<String> stillLet = desk.ledger(home).active().stream()
                .map(reservation -> FileNames.of(reservation.orderId()))
                .collect(Collectors.toSet());
        for (Path file : in(folder(home))) {
            if (!stillLet.contains(file.getFileName().toString())) {
                Files.delete(file);
            }
        }
        for (Path used : in(blobs(home))) {
            if (!stillLet.contains(used.getFileName().toString())) {
                BlobSpace.delete(used);
            }
        }
    }

    @Override
    public long promisedBytes(Path home) throws IOException {
        long promised = 0;
        for (Reservation let : desk.ledger(home).active()) {
            String name = FileNames.of(let.orderId());
            long there = bytes(folder(home).resolve(name));
            for (Path blob : in(blobs(home).resolve(name))) {
                there += bytes(blob);
            }
            promised += Math.max(0, let.amount() * LeaseFill.BYTES_PER_MEGA_BYTE - there);
        }
        return promised;
    }

    /** 0 if it has just gone. */
    private static long bytes(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private static List<Path> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** What lessees keep in the space that they have leased. */
    private static Path blobs(Path home) {
        return home.resolve("leases").resolve("blobs");
    }

    private static Path folder(Path home) {
        return home.resolve("leases").resolve("storage");
    }

    @Override
    public void close() {}
}
