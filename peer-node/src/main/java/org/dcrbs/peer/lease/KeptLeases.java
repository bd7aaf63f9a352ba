package org.dcrbs.peer.lease;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dcrbs.peer.door.Door;
import org.dcrbs.peer.door.RefusedException;
import org.dcrbs.peer.execute.lease.LeaseService;
import org.dcrbs.peer.execute.lease.LeasedLine;
import org.dcrbs.peer.proxy.ProxyDoor;
import org.dcrbs.protocol.link.ErrorCode;
import org.dcrbs.protocol.tls.PeerName;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.LeaseCall;
import org.dcrbs.protocol.v1.WorkOrder;

/** What this node keeps for others just now. Only the lessee that an order names gets at it. */
public final class KeptLeases implements Door.Answerer, ProxyDoor.Lines {
    private final Map<String, Kept> byOrder = new ConcurrentHashMap<>();

    private record Kept(String lessee, LeaseService service) {}

    /** Lets the order's lessee call until the result is closed. */
    public Closeable open(WorkOrder order, LeaseService service) {
        Kept kept = new Kept(order.getLessee(), service);
        byOrder.put(order.getId(), kept);
        return () -> byOrder.remove(order.getId(), kept);
    }

    @Override
    public Optional<LeasedLine> line(String caller, String order) {
        return kept(caller, order).flatMap(one -> one.service().line());
    }

    private Optional<Kept> kept(String caller, String order) {
        return Optional.ofNullable(byOrder.get(order))
                .filter(one -> one.lessee().equals(caller));
    }

    @Override
    public Envelope.Builder answer(PeerName caller, Envelope question) throws RefusedException, IOException {
        if (!question.hasLeaseCall()) {
            throw new RefusedException(ErrorCode.UNKNOWN_MESSAGE, "at this door lessees call, and nobody else");
        }
        LeaseCall call = question.getLeaseCall();
        // Who asks for another's lease learns no more than who asks for one that is not there.
        Kept kept = kept(caller.partyId(), call.getOrderId())
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.NOT_FOUND, "nothing is kept here now for " + caller.partyId() + " by that order"));
        return Envelope.newBuilder().setLeaseAnswer(kept.service().answer(call));
    }
}
