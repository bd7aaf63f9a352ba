package org.dcrbs.peer;

import com.google.protobuf.ByteString;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.dcrbs.peer.config.CoordinatorAddress;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.execute.access.AccessExecutor;
import org.dcrbs.peer.execute.lease.LeaseService;
import org.dcrbs.peer.execute.lease.LeasedLine;
import org.dcrbs.peer.execute.lease.SiteCalls;
import org.dcrbs.peer.lease.KeptLeases;
import org.dcrbs.peer.link.Line;
import org.dcrbs.peer.proxy.SiteLine;
import org.dcrbs.peer.traffic.Traffic;
import org.dcrbs.peer.transfer.BlobFetcher;
import org.dcrbs.peer.transfer.BlobStore;
import org.dcrbs.peer.work.WorkSurroundings;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Errand;
import org.dcrbs.protocol.v1.WorkOrder;

/** This node as orders see it. */
record Surroundings(
        Home owned,
        BlobStore store,
        BlobFetcher fetcher,
        LiveShare live,
        KeptLeases kept,
        Line line,
        Traffic traffic,
        CoordinatorAddress coordinator)
        implements WorkSurroundings {
    /** A lessee waits for it meanwhile. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

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
    public boolean lesseeUses(WorkOrder order) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Envelope question = Envelope.newBuilder()
                .setErrand(Errand.newBuilder()
                        .setAskLeaseUse(Errand.AskLeaseUse.newBuilder().setOrderId(order.getId())))
                .build();
        return line.ask(question, () -> System.nanoTime() - begun > PATIENCE.toNanos())
                .getErrandAnswer()
                .getLeaseUse()
                .getUsed();
    }

    @Override
    public SiteCalls calls(LeasedLine leased, int parts) {
        return SiteLine.open(leased, parts, traffic);
    }

    @Override
    public Optional<String> setting(String key) {
        return key.equals(AccessExecutor.COORDINATOR)
                ? Optional.of(coordinator.host())
                : live.now().settings().get(key);
    }
}
