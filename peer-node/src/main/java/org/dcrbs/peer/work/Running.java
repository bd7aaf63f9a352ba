package org.dcrbs.peer.work;

import com.google.protobuf.ByteString;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.peer.execute.lease.LeaseService;
import org.dcrbs.peer.execute.lease.LeasedLine;
import org.dcrbs.peer.execute.lease.SiteCalls;
import org.dcrbs.protocol.v1.WorkOrder;
import org.jspecify.annotations.Nullable;

/** An order that waits or runs, and what its executor sees of the node. */
final class Running implements WorkContext {
    private final WorkOrder order;
    private final WorkSurroundings node;
    private final Clock clock;
    private volatile @Nullable String cancelled;

    Running(WorkOrder order, WorkSurroundings node, Clock clock) {
        this.order = order;
        this.node = node;
        this.clock = clock;
    }

    WorkOrder order() {
        return order;
    }

    void cancel(String reason) {
        cancelled = reason;
    }

    /** Why it should not begin, or not go on. */
    Optional<String> obstacle() {
        String reason = cancelled;
        if (reason != null) {
            return Optional.of("cancelled: " + reason);
        }
        long deadline = order.getDeadlineEpochMs();
        return deadline > 0 && clock.millis() >= deadline
                ? Optional.of("the deadline " + Instant.ofEpochMilli(deadline) + " has passed")
                : Optional.empty();
    }

    @Override
    public Path home() {
        return node.home();
    }

    @Override
    public Path blob(ByteString sha256) throws IOException, InterruptedException {
        return node.blob(sha256, this::cancelled);
    }

    @Override
    public ByteString publish(Path file) throws IOException {
        return node.publish(file);
    }

    @Override
    public Closeable serve(LeaseService service) {
        return node.serve(order, service);
    }

    @Override
    public boolean lesseeUses() throws IOException, InterruptedException {
        return node.lesseeUses(order);
    }

    @Override
    public SiteCalls calls(LeasedLine line, int parts) {
        return node.calls(line, parts);
    }

    @Override
    public Optional<String> setting(String key) {
        return node.setting(key);
    }

    @Override
    public boolean cancelled() {
        return obstacle().isPresent();
    }
}
