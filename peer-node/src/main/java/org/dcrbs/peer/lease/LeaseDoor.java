package org.dcrbs.peer.lease;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.dcrbs.peer.door.Door;
import org.dcrbs.peer.proxy.ProxyDoor;
import org.dcrbs.peer.share.DoorPlace;
import org.dcrbs.peer.traffic.Traffic;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.tls.SslContexts;

/** The door at which members' nodes call for what this one keeps for them. */
public final class LeaseDoor implements AutoCloseable {
    private final DoorPlace place;
    private final LinkLimits limits;
    private final KeptLeases kept;
    private final Traffic traffic;
    private final ProxyDoor proxy;
    private Door door;

    private LeaseDoor(DoorPlace place, PeerIdentity identity, LinkLimits limits, KeptLeases kept, Traffic traffic)
            throws IOException {
        this.place = place;
        this.limits = limits;
        this.kept = kept;
        this.traffic = traffic;
        this.proxy = new ProxyDoor(kept, traffic);
        this.door = open(new InetSocketAddress(place.port()), identity);
    }

    /** @param traffic of the whole node */
    public static LeaseDoor open(
            DoorPlace place, PeerIdentity identity, LinkLimits limits, KeptLeases kept, Traffic traffic)
            throws IOException {
        return new LeaseDoor(place, identity, limits, kept, traffic);
    }

    private Door open(InetSocketAddress at, PeerIdentity identity) throws IOException {
        return Door.open(at, SslContexts.door(identity), limits, kept, traffic, List.of(proxy));
    }

    /** As others dial it: "host:port", without a host at the address that the coordinator sees. */
    public synchronized String address() {
        return place.address().isEmpty() ? ":" + door.address().getPort() : place.address();
    }

    /** Shows the new certificate from now on; who is in the midst of a call has to call again. */
    public synchronized void renew(PeerIdentity identity) throws IOException {
        InetSocketAddress same = new InetSocketAddress(door.address().getPort());
        door.close();
        door = open(same, identity);
    }

    @Override
    public synchronized void close() {
        door.close();
        proxy.close();
    }
}
