package org.dcrbs.peer.lease;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dcrbs.peer.door.Caller;
import org.dcrbs.peer.door.LineLostException;
import org.dcrbs.peer.door.RefusedException;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.tls.PeerName;
import org.dcrbs.protocol.tls.SslContexts;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.ErrandAnswer.Lease;
import org.dcrbs.protocol.v1.LeaseAnswer;
import org.dcrbs.protocol.v1.LeaseCall;

/** The lessee's connection to the door of the node that keeps something for it. */
public final class LeaseLine implements AutoCloseable {
    private final Lease lease;
    private final Caller caller;

    private LeaseLine(Lease lease, Caller caller) {
        this.lease = lease;
        this.caller = caller;
    }

    /** @throws LineLostException in words, if the giver's node is not there, or another is */
    public static LeaseLine dial(Lease lease, PeerIdentity own, LinkLimits limits) throws LineLostException {
        String giver = lease.getGiver();
        InetSocketAddress address = address(lease)
                .orElseThrow(() ->
                        new LineLostException(giver + " can't be dialled: its node has no door, or is not connected"));
        Caller caller = Caller.dial(giver, address, SslContexts.calling(own), limits);
        Optional<PeerName> there = caller.certificate().flatMap(PeerName::of);
        if (!there.map(PeerName::partyId).equals(Optional.of(giver))) {
            caller.close();
            throw new LineLostException("at " + lease.getDoor() + " is not " + giver + " but "
                    + there.map(PeerName::partyId).orElse("nobody known"));
        }
        return new LeaseLine(lease, caller);
    }

    /** Where the giver's door is; empty if it has none, or is not connected. */
    public static Optional<InetSocketAddress> address(Lease lease) {
        int colon = lease.getDoor().lastIndexOf(':');
        if (colon < 1) {
            return Optional.empty();
        }
        String host = lease.getDoor().substring(0, colon).replaceAll("^\\[|]$", "");
        int port = Integer.parseInt(lease.getDoor().substring(colon + 1));
        return Optional.of(InetSocketAddress.createUnresolved(host, port));
    }

    /** The party that keeps it. */
    public String giver() {
        return lease.getGiver();
    }

    /** @param call which lease it is about is filled in here */
    public LeaseAnswer ask(LeaseCall.Builder call) throws IOException, RefusedException {
        return await(begin(call));
    }

    /** Asks without waiting, so that many calls can be under way; see {@link #await}. */
    public CompletableFuture<Envelope> begin(LeaseCall.Builder call) {
        return caller.begin(Envelope.newBuilder().setLeaseCall(call.setOrderId(lease.getOrderId())));
    }

    /** The answer to a call begun before. */
    public LeaseAnswer await(CompletableFuture<Envelope> begun) throws IOException, RefusedException {
        Envelope answer = caller.await(begun);
        if (!answer.hasLeaseAnswer()) {
            throw new IOException(lease.getGiver() + " answered something else than was asked for");
        }
        return answer.getLeaseAnswer();
    }

    @Override
    public void close() {
        caller.close();
    }
}
