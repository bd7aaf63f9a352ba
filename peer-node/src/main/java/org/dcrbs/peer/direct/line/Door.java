package org.dcrbs.peer.direct.line;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.dcrbs.protocol.link.Closing;
import org.dcrbs.protocol.link.ErrorCode;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.link.LinkListener;
import org.dcrbs.protocol.link.LinkServer;
import org.dcrbs.protocol.link.LinkSession;
import org.dcrbs.protocol.proof.OpenKey;
import org.dcrbs.protocol.tls.OwnKey;
import org.dcrbs.protocol.tls.SslContexts;
import org.dcrbs.protocol.v1.DirectMessage;
import org.dcrbs.protocol.v1.Envelope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where partners knock: lets in who holds a known key, and passes each question to who answers them. */
public final class Door implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final int WORKERS = 8;

    private final ExecutorService workers;
    private final LinkServer server;

    private Door(ExecutorService workers, LinkServer server) {
        this.workers = workers;
        this.server = server;
    }

    /** Answers a partner's question. */
    public interface Answerer {
        /** @throws IllegalArgumentException if there is something wrong with the question */
        Envelope.Builder answer(OpenKey partner, DirectMessage question) throws RefusedException, IOException;
    }

    /** @param known asked at each connection and each question, so that a partner can be shut out */
    public static Door open(
            InetSocketAddress at,
            OwnKey own,
            Predicate<OpenKey> known,
            LinkLimits limits,
            Clock clock,
            Answerer answerer)
            throws IOException {
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS, Door::daemon);
        try {
            LinkServer server = LinkServer.start(
                    at,
                    SslContexts.listening(own, known, clock.instant()),
                    limits,
                    workers,
                    new Questions(known, answerer));
            return new Door(workers, server);
        } catch (IOException e) {
            workers.shutdownNow();
            throw e;
        }
    }

    public InetSocketAddress address() {
        return server.address();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "direct-door");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        server.close();
        workers.shutdownNow();
    }

    private record Questions(Predicate<OpenKey> known, Answerer answerer) implements LinkListener {
        @Override
        public void connected(LinkSession session) {
            LOG.debug("{} from {}", session, session.remote());
        }

        @Override
        public void message(LinkSession session, Envelope message) {
            if (message.hasHeartbeat()) {
                return;
            }
            OpenKey partner = session.peer()
                    .map(name -> new OpenKey(name.partyId()))
                    .orElseThrow(() -> new IllegalStateException("TLS demands a certificate"));
            if (!message.hasDirect()) {
                session.refuse(message, ErrorCode.UNKNOWN_MESSAGE, "here only direct trade is spoken of");
            } else if (!known.test(partner)) {
                session.refuse(message, ErrorCode.UNKNOWN_PARTY, "this key is not known here any more");
            } else {
                answer(session, message, partner);
            }
        }

        private void answer(LinkSession session, Envelope message, OpenKey partner) {
            try {
                session.answer(message, answerer.answer(partner, message.getDirect()));
            } catch (RefusedException e) {
                refuse(session, message, e.code(), String.valueOf(e.getMessage()));
            } catch (IllegalArgumentException | ArithmeticException e) {
                refuse(session, message, ErrorCode.BAD_REQUEST, String.valueOf(e.getMessage()));
            } catch (IOException e) {
                LOG.warn("A question of {} could not be answered", partner.brief(), e);
                session.refuse(message, ErrorCode.INTERNAL, "this side cannot read or write its books or files");
            } catch (RuntimeException e) {
                LOG.error("A question of {} could not be answered", partner.brief(), e);
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
