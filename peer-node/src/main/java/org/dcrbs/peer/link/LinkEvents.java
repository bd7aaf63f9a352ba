package org.dcrbs.peer.link;

import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Heartbeat;
import org.dcrbs.protocol.v1.Hello;

/** What the link asks of the node, and tells it. */
public interface LinkEvents {
    Hello hello();

    Heartbeat heartbeat();

    /** A conversation has begun; what is due may be said. */
    void welcomed(Conversation with);

    /** Something that answers no question of the node's. */
    void message(Conversation with, Envelope message);

    /** With every heartbeat. */
    void tick(Conversation with);
}
