package org.dcrbs.peer.lease;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.dcrbs.peer.door.Door;
import org.dcrbs.peer.share.DoorPlace;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.tls.SslContexts;

/** The door at which members' nodes call for what this one keeps for them. */
public final class LeaseDoor implements AutoCloseable {
    private final DoorPlace place;
    private final LinkLimits limits;
    private final KeptLeases kept;
    private Door door;

    private LeaseDoor(DoorPlace place, LinkLimits limits, KeptLeases kept, Door door) {
        this.place = place;
        this.limits = limits;
        this.kept = kept;
        this.door = door;
    }

    public static LeaseDoor open(DoorPlace place, PeerIdentity identity, LinkLimits limits, KeptLeases kept)
            throws IOException {
        Door door = Door.open(new InetSocketAddress(place.port()), SslContexts.door(identity), limits, kept);
        return new LeaseDoor(place, limits, kept, door);
    }

    /** As others dial it: "host:port", without a host at the address that the coordinator sees. */
    public synchronized String address() {
        return place.address().isEmpty() ? ":" + door.address().getPort() : place.address();
    }

    /** Shows the new certificate from now on; who is in the midst of a call has to call again. */
    public synchronized void renew(PeerIdentity identity) throws IOException {
        InetSocketAddress same = new InetSocketAddress(door.address().getPort());
        door.close();
        door = Door.open(same, SslContexts.door(identity), limits, kept);
    }

    @Override
    public synchronized void close() {
        door.close();
    }
}
