package org.dcrbs.protocol.link;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.dcrbs.protocol.tls.CertificateAuthority;
import org.dcrbs.protocol.tls.SslContexts;
import org.dcrbs.protocol.v1.Envelope;

/** Dispatches over the link. */
final class LinkCarrier implements GrpcComparisonTest.Carrier {
    private final List<LinkSession> toPeers = new ArrayList<>();
    private final LinkServer server;
    private final LinkClient client;
    private volatile Dispatches now = new Dispatches(0);

    LinkCarrier(CertificateAuthority authority, int connections, ExecutorService workers) throws Exception {
        server = LinkServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                SslContexts.server(authority.issueServer(List.of("127.0.0.1"))),
                LinkLimits.DEFAULT,
                workers,
                new AtCoordinator());
        client = new LinkClient(LinkLimits.DEFAULT, workers);
        for (int i = 0; i < connections; i++) {
            var unused = client.connect(
                            "127.0.0.1",
                            server.address().getPort(),
                            SslContexts.client(Ends.identity(authority, "p-" + i)),
                            new AtPeer())
                    .get();
        }
        synchronized (toPeers) {
            while (toPeers.size() < connections) {
                toPeers.wait();
            }
        }
    }

    private final class AtCoordinator implements LinkListener {
        @Override
        public void connected(LinkSession session) {
            synchronized (toPeers) {
                toPeers.add(session);
                toPeers.notifyAll();
            }
        }

        @Override
        public void message(LinkSession session, Envelope message) {
            session.send(Dispatches.ack(message));
            if (now.anyLeft()) {
                session.send(now.order());
            }
        }

        @Override
        public void closed(LinkSession session, Closing how) {}
    }

    private final class AtPeer implements LinkListener {
        @Override
        public void connected(LinkSession session) {}

        @Override
        public void message(LinkSession session, Envelope message) {
            if (message.hasWorkOrder()) {
                session.send(Dispatches.result(message));
            } else {
                now.acknowledged();
            }
        }

        @Override
        public void closed(LinkSession session, Closing how) {}
    }

    @Override
    public void carry(Dispatches dispatches) throws InterruptedException {
        now = dispatches;
        for (int i = 0; i < Dispatches.WINDOW; i++) {
            for (LinkSession session : toPeers) {
                if (dispatches.anyLeft()) {
                    session.send(dispatches.order());
                }
            }
        }
        dispatches.await();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
