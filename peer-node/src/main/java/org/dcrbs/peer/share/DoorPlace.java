package org.dcrbs.peer.share;

/**
 * Where this node can be dialled by those for whom it keeps something.
 *
 * @param port that it listens on; 0: any free one
 * @param address "host:port" as others dial it; empty: that port, at the address that the coordinator sees
 */
public record DoorPlace(int port, String address) {}
