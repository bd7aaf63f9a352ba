package org.dcrbs.peer.execute.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.dcrbs.peer.execute.Executor;
import org.dcrbs.peer.execute.FileNames;
import org.dcrbs.peer.execute.Recovering;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.peer.execute.lease.LeaseDesk;
import org.dcrbs.peer.execute.lease.Terms;
import org.dcrbs.protocol.v1.StorageLease;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkOrder.TaskCase;
import org.dcrbs.protocol.v1.WorkResult;

/**
 * Keeps disk space below the node's home for a lessee, a file an order. The result's output is the
 * SHA-256 of what it held, read back from the disk at the lease's end.
 */
public final class StorageExecutor implements Executor, Recovering {
    /** How many megabytes the owner shares. */
    public static final String SHARE = "share.storageMegaBytes";

    private final LeaseDesk desk;

    public StorageExecutor() {
        this(Clock.systemUTC());
    }

    public StorageExecutor(Clock clock) {
        desk = new LeaseDesk("storage", "MB", SHARE, clock);
    }

    @Override
    public Set<TaskCase> tasks() {
        return Set.of(TaskCase.STORAGE);
    }

    @Override
    public WorkResult execute(WorkOrder order, WorkContext context) throws InterruptedException {
        StorageLease lease = order.getStorage();
        Terms terms = new Terms(lease.getMegaBytes(), Instant.ofEpochMilli(lease.getUntilEpochMs()));
        Path file = folder(context.home()).resolve(FileNames.of(order.getId()));
        return desk.serve(
                order,
                context,
                terms,
                running -> HeldFile.fill(file, lease.getMegaBytes(), lease.getFillSeed(), running));
    }

    @Override
    public void recover(Path home) throws IOException {
        Path folder = folder(home);
        if (!Files.isDirectory(folder)) {
            return;
        }
        Set<String> stillLet = desk.ledger(home).active().stream()
                .map(reservation -> FileNames.of(reservation.orderId()))
                .collect(Collectors.toSet());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (!stillLet.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Path folder(Path home) {
        return home.resolve("leases").resolve("storage");
    }

    @Override
    public void close() {}
}
