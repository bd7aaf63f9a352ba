package org.dcrbs.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcrbs.protocol.link.LinkSession;
import org.dcrbs.protocol.tls.PeerName;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.WorkOrder;
import org.junit.jupiter.api.Test;

class OutboxTest {
    /** A session that takes so many messages at once. */
    private static final class NarrowSession implements LinkSession {
        private final List<String> taken = new ArrayList<>();
        private int room;

        @Override
        public long number() {
            return 1;
        }

        @Override
        public Optional<PeerName> peer() {
            return Optional.empty();
        }

        @Override
        public Optional<X509Certificate> certificate() {
            return Optional.empty();
        }

        @Override
        public InetSocketAddress remote() {
            return InetSocketAddress.createUnresolved("node", 1);
        }

        @Override
        public long send(Envelope.Builder message) {
            room--;
            taken.add(message.getWorkOrder().getId());
            return taken.size();
        }

        @Override
        public boolean writable() {
            return room > 0;
        }

        @Override
        public boolean open() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void whatTheNodeCannotTakeYetComesWhenItCanAndInOrder() {
        NarrowSession session = new NarrowSession();
        Outbox outbox = new Outbox(session);
        session.room = 2;

        for (String id : List.of("a", "b", "c", "d", "e")) {
            outbox.send(order(id));
        }
        assertThat(session.taken).containsExactly("a", "b");

        session.room = 1;
        outbox.send(order("f"));
        assertThat(session.taken).containsExactly("a", "b", "c");

        session.room = 10;
        outbox.flush();
        assertThat(session.taken).containsExactly("a", "b", "c", "d", "e", "f");
    }

    private static Envelope.Builder order(String id) {
        return Envelope.newBuilder().setWorkOrder(WorkOrder.newBuilder().setId(id));
    }
}
