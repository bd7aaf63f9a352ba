package org.dcrbs.protocol.link;

import io.netty.channel.ChannelHandlerContext;
import java.net.SocketAddress;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.dcrbs.protocol.link.Closing.Kind;
import org.dcrbs.protocol.tls.PeerName;
import org.dcrbs.protocol.v1.Ack;
import org.dcrbs.protocol.v1.Envelope;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The coordinator's end of one connection. Without a certificate it lets one EnrolRequest through and no more. */
final class ServerSessionHandler extends SessionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ServerSessionHandler.class);

    private final LinkLimits limits;
    private @Nullable SocketAddress remote;
    private boolean asked;
    private boolean reported;

    ServerSessionHandler(LinkListener listener, Executor workers, LinkLimits limits) {
        super(listener, workers, limits);
        this.limits = limits;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        // Asked now, because a closed channel no longer knows.
        remote = context.channel().remoteAddress();
    }

    @Override
    Optional<PeerName> peerOf(Optional<X509Certificate> certificate) throws CertificateException {
        return named(certificate);
    }

    /** Whose certificate it is; throws if it must not be served. */
    static Optional<PeerName> named(Optional<X509Certificate> certificate) throws CertificateException {
        if (certificate.isEmpty()) {
            return Optional.empty();
        }
        // A resumed TLS session skips the trust manager, and with it the check of the dates.
        certificate.get().checkValidity();
        return Optional.of(PeerName.of(certificate.get())
                .orElseThrow(() -> new CertificateException("the certificate names no party")));
    }

    @Override
    void opened(ChannelHandlerContext context, ChannelSession opened) {
        if (opened.peer().isPresent()) {
            return;
        }
        Closing late = new Closing(Kind.NOT_ENROLLED, "no EnrolRequest came in time from a node without certificate");
        ScheduledFuture<?> unasked = later(context, limits.enrolWithin().toMillis(), () -> {
            if (!asked) {
                opened.end(late);
            }
        });
        // Whatever happens to its request: who has no certificate does not linger.
        ScheduledFuture<?> lingering = later(context, 3 * limits.enrolWithin().toMillis(), () -> opened.end(late));
        context.channel().closeFuture().addListener(closed -> {
            unasked.cancel(false);
            lingering.cancel(false);
        });
    }

    private static ScheduledFuture<?> later(ChannelHandlerContext context, long millis, Runnable what) {
        return context.executor().schedule(what, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    boolean admits(ChannelSession from, Envelope message) {
        if (from.peer().isPresent()) {
            if (message.hasHeartbeat()) {
                // The peer hears from here, too, that the connection lives.
                from.answer(message, Envelope.newBuilder().setAck(Ack.getDefaultInstance()));
            }
            return true;
        }
        if (message.hasEnrolRequest() && !asked) {
            asked = true;
            return true;
        }
        from.refuse(message, ErrorCode.CERTIFICATE_NEEDED, "without a certificate only one EnrolRequest is allowed");
        from.endAfterSent(new Closing(Kind.NOT_ENROLLED, "a node without certificate sent more than an EnrolRequest"));
        return false;
    }

    @Override
    void failedToOpen(ChannelHandlerContext context, Closing how) {
        if (!reported) {
            reported = true;
            LOG.info("Refused a connection from {}: {}", remote, how.text());
        }
    }

    @Override
    void ended(ChannelSession session, Closing how) {
        boolean expected = how.kind() == Kind.BY_US || how.kind() == Kind.BY_OTHER;
        LOG.atLevel(expected ? Level.DEBUG : Level.INFO)
                .log("Ended {} from {}: {}", session, session.remote(), how.text());
    }

    @Override
    boolean readsWhileUnwritable() {
        return false;
    }
}
