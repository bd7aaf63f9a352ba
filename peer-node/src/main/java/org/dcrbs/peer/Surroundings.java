package org.dcrbs.peer;

import com.google.protobuf.ByteString;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.dcrbs.peer.config.CoordinatorAddress;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.execute.access.AccessExecutor;
import org.dcrbs.peer.execute.lease.LeaseService;
import org.dcrbs.peer.lease.KeptLeases;
import org.dcrbs.peer.transfer.BlobFetcher;
import org.dcrbs.peer.transfer.BlobStore;
import org.dcrbs.peer.work.WorkSurroundings;
import org.dcrbs.protocol.v1.WorkOrder;

/** This node as orders see it. */
record Surroundings(
        Home owned,
        BlobStore store,
        BlobFetcher fetcher,
        LiveShare live,
        KeptLeases kept,
        CoordinatorAddress coordinator)
        implements WorkSurroundings {
    @Override
    public Path home() {
        return owned.root();
    }

    @Override
    public Path blob(ByteString sha256, BooleanSupplier unwanted) throws IOException, InterruptedException {
        return fetcher.fetch(sha256, unwanted);
    }

    @Override
    public ByteString publish(Path file) throws IOException {
        return store.publish(file);
    }

    @Override
    public Closeable serve(WorkOrder order, LeaseService service) {
        return kept.open(order, service);
    }

    @Override
    public Optional<String> setting(String key) {
        return key.equals(AccessExecutor.COORDINATOR)
                ? Optional.of(coordinator.host())
                : live.now().settings().get(key);
    }
}
