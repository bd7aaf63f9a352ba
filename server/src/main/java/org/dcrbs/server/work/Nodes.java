package org.dcrbs.server.work;

import java.util.Set;
import org.dcrbs.market.NativePlatform;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.v1.WorkOrder;

/** The parties' nodes, as far as work needs to know of them. */
public interface Nodes {
    /** Whether the party has ever enrolled a node. */
    boolean enrolled(PartyId party);

    /** The parties whose nodes are connected now. As long as they are the same, so is the set that is answered. */
    Set<PartyId> connected();

    /** Whether the party's node is connected now. */
    default boolean isConnected(PartyId party) {
        return connected().contains(party);
    }

    /** Whether the party's node, as it is connected now, says that it runs native programs of that platform. */
    boolean runs(PartyId party, NativePlatform platform);

    /** Where others can dial the party's node, "host:port", as it was when it last connected; empty if it has no door. */
    String door(PartyId party);

    /** Sends the order if the party's node is connected; if not, the node asks for its orders when it is. */
    void send(PartyId party, WorkOrder order);

    /** Tells the party's node, if it is connected, that an order need not be done any more. */
    void cancel(PartyId party, String order, String reason);
}
