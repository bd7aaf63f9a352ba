package org.dcrbs.server.gateway;

import java.util.ArrayDeque;
import java.util.Queue;
import org.dcrbs.protocol.link.LinkSession;
import org.dcrbs.protocol.v1.Envelope;

/**
 * Orders on their way to one node, in order, and no faster than it takes them: a session that is given more than it can
 * hold ends, and a large job is more than that.
 */
final class Outbox {
    private final LinkSession session;
    private final Queue<Envelope.Builder> waiting = new ArrayDeque<>();

    Outbox(LinkSession session) {
        this.session = session;
    }

    synchronized void send(Envelope.Builder message) {
        waiting.add(message);
        flush();
    }

    /** Sends what the node can take now. */
    synchronized void flush() {
        while (session.writable()) {
            Envelope.Builder next = waiting.poll();
            if (next == null) {
                return;
            }
            session.send(next);
        }
    }
}
