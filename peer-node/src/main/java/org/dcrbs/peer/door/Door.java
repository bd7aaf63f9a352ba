package org.dcrbs.peer.door;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dcrbs.protocol.link.Closing;
import org.dcrbs.protocol.link.ErrorCode;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.link.LinkListener;
import org.dcrbs.protocol.link.LinkServer;
import org.dcrbs.protocol.link.LinkSession;
import org.dcrbs.protocol.link.OtherProtocol;
import org.dcrbs.protocol.tls.PeerName;
import org.dcrbs.protocol.v1.Envelope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where other nodes knock: TLS says who they are, and each of their questions goes to who answers them. */
public final class Door implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
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
     */
    public static Door open(InetSocketAddress at, SslContext tls, LinkLimits limits, Answerer answerer)
            throws IOException {
        return open(at, tls, limits, answerer, List.of());
    }

    /** The same, for callers who speak other protocols, too. */
    public static Door open(
            InetSocketAddress at, SslContext tls, LinkLimits limits, Answerer answerer, List<OtherProtocol> others)
            throws IOException {
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS, Door::daemon);
        try {
            return new Door(workers, LinkServer.start(at, tls, limits, workers, new Questions(answerer), others));
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

    private record Questions(Answerer answerer) implements LinkListener {
        @Override
        public void connected(LinkSession session) {
            LOG.debug("{} from {}", session, session.remote());
        }

        @Override
        public void message(LinkSession session, Envelope message) {
            if (message.hasHeartbeat()) {
                return;
            }
            PeerName caller = session.peer().orElseThrow(() -> new IllegalStateException("TLS demands a certificate"));
            try {
                session.answer(message, answerer.answer(caller, message));
            } catch (RefusedException e) {
                refuse(session, message, e.code(), String.valueOf(e.getMessage()));
            } catch (IllegalArgumentException | ArithmeticException e) {
                refuse(session, message, ErrorCode.BAD_REQUEST, String.valueOf(e.getMessage()));
            } catch (IOException e) {
                LOG.warn("A question of {} could not be answered", caller.partyId(), e);
                session.refuse(message, ErrorCode.INTERNAL, "this side cannot read or write its books or files");
            } catch (RuntimeException e) {
                LOG.error("A question of {} could not be answered", caller.partyId(), e);
                session.refuse(message, ErrorCode.INTERNAL, "this side is at fault");
            }
        }

        private static void refuse(LinkSession session, Envelope message, ErrorCode code, String why) {
            LOG.info("Refused {}: {}", session, why);
            session.refuse(message, code, why);
        }

        @Override
        public void closed(LinkSession session, Closing how) {
            LOG.debug("{}: {}", session, how.text());
        }
    }
}
