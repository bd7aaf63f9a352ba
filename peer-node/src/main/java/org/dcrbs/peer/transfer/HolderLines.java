package org.dcrbs.peer.transfer;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.dcrbs.peer.door.LineLostException;
import org.dcrbs.peer.lease.LeaseLine;
import org.dcrbs.peer.link.Line;
import org.dcrbs.peer.transfer.pieces.Dialler;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Errand;
import org.dcrbs.protocol.v1.ErrandAnswer.Lease;

/** Dials holders of files in the name of this node; where one has moved to, the coordinator knows. */
public final class HolderLines implements Dialler {
    private static final long ANSWER_SECONDS = 5;

    private final Supplier<PeerIdentity> identity;
    private final LinkLimits limits;
    private final Line line;

    public HolderLines(Supplier<PeerIdentity> identity, LinkLimits limits, Line line) {
        this.identity = identity;
        this.limits = limits;
        this.line = line;
    }

    @Override
    public LeaseLine dial(Lease holder) throws LineLostException {
        return LeaseLine.dial(holder, identity.get(), limits);
    }

    @Override
    public Lease whereabouts(Lease holder) {
        Optional<CompletableFuture<Envelope>> asked = line.now()
                .map(with -> with.ask(Envelope.newBuilder()
                        .setErrand(Errand.newBuilder().setListLeases(Errand.ListLeases.getDefaultInstance()))));
        if (asked.isEmpty()) {
            return holder;
        }
        try {
            Envelope answer = asked.get().get(ANSWER_SECONDS, TimeUnit.SECONDS);
            return answer.getErrandAnswer().getLeases().getLeasesList().stream()
                    .filter(lease -> lease.getOrderId().equals(holder.getOrderId())
                            && !lease.getDoor().isEmpty())
                    .findFirst()
                    .orElse(holder);
        } catch (ExecutionException | TimeoutException e) {
            return holder;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return holder;
        }
    }
}
