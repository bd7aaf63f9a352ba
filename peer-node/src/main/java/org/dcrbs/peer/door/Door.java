package org.dcrbs.peer.door;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dcrbs.peer.traffic.Traffic;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.link.LinkServer;
import org.dcrbs.protocol.link.OtherProtocol;
import org.dcrbs.protocol.tls.PeerName;
import org.dcrbs.protocol.v1.Envelope;

/** Where other nodes knock: TLS says who they are, and each of their questions goes to who answers them. */
public final class Door implements AutoCloseable {
    private static final int WORKERS = 8;

    private final ExecutorService workers;
    private final LinkServer server;

    private Door(ExecutorService workers, LinkServer server) {
        this.workers = workers;
        this.server = server;
    }

    /** Answers a caller's questions. */
    public interface Answerer {
        /** @throws IllegalArgumentException if there is something wrong with the question */
        Envelope.Builder answer(PeerName caller, Envelope question) throws RefusedException, IOException;
    }

    /**
     * Listens until closed.
     *
     * @param at port 0 takes any free one; see {@link #address}
     * @param tls demands a certificate
     * @param traffic what the answers, and what callers bring, have of the line
     * @param others other protocols that callers may speak
     */
    public static Door open(
            InetSocketAddress at,
            SslContext tls,
            LinkLimits limits,
            Answerer answerer,
            Traffic traffic,
            List<OtherProtocol> others)
            throws IOException {
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS, Door::daemon);
        try {
            return new Door(
                    workers,
                    LinkServer.start(at, tls, limits, workers, new Questions(answerer, workers, traffic), others));
        } catch (IOException e) {
            workers.shutdownNow();
            throw e;
        }
    }

    public InetSocketAddress address() {
        return server.address();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "door");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        server.close();
        workers.shutdownNow();
    }
}
