package org.dcrbs.protocol.link;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.timeout.IdleStateEvent;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.dcrbs.protocol.link.Closing.Kind;
import org.dcrbs.protocol.tls.PeerName;
import org.dcrbs.protocol.tls.SslContexts;
import org.dcrbs.protocol.v1.Envelope;
import org.jspecify.annotations.Nullable;

/** The last handler of a connection: opens the session after the handshake and passes on what arrives. */
abstract class SessionHandler extends SimpleChannelInboundHandler<Envelope> {
    private static final int MOST_TOGETHER = 64;

    private final LinkListener listener;
    private final Executor workers;
    private final LinkLimits limits;
    private @Nullable ChannelSession session;
    private @Nullable Inbox inbox;
    /** Messages of the read under way. */
    private final List<Inbox.Event> read = new ArrayList<>();

    SessionHandler(LinkListener listener, Executor workers, LinkLimits limits) {
        this.listener = listener;
        this.workers = workers;
        this.limits = limits;
    }

    /** Whose certificate this is, as far as this end cares; throws if it must not be served. */
    abstract Optional<PeerName> peerOf(Optional<X509Certificate> certificate) throws CertificateException;

    /** Whether the message may pass; if not, the handler has dealt with it. */
    abstract boolean admits(ChannelSession from, Envelope message);

    abstract void opened(ChannelHandlerContext context, ChannelSession opened);

    /** A connection that ended before it became a session. */
    abstract void failedToOpen(ChannelHandlerContext context, Closing how);

    /** A session that is over. */
    abstract void ended(ChannelSession session, Closing how);

    /** Whether to read on although the other side does not take what it is sent. */
    abstract boolean readsWhileUnwritable();

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                open(context);
            } else {
                fail(context, Faults.closing(handshake.cause()));
            }
        } else if (event instanceof IdleStateEvent) {
            silent(context);
        } else {
            super.userEventTriggered(context, event);
        }
    }

    private void silent(ChannelHandlerContext context) {
        // While this end does not read, the silence is its own.
        if (context.channel().config().isAutoRead()) {
            long seconds = limits.idleAfter().toSeconds();
            fail(context, new Closing(Kind.TIMED_OUT, "nothing was heard for " + seconds + " s"));
        }
    }

    private void open(ChannelHandlerContext context) throws CertificateException {
        SslHandler tls = context.pipeline().get(SslHandler.class);
        if (!SslContexts.APPLICATION_PROTOCOL.equals(tls.applicationProtocol())) {
            fail(
                    context,
                    new Closing(
                            Kind.NOT_UNDERSTOOD, "the other side did not ask for " + SslContexts.APPLICATION_PROTOCOL));
            return;
        }
        Optional<ShownCertificate> certificate = ShownCertificate.of(tls);
        Optional<PeerName> peer = peerOf(certificate.map(ShownCertificate::parsed));
        ChannelSession opened = new ChannelSession(context.channel(), peer, certificate, limits.pendingOutBytes());
        session = opened;
        inbox = new Inbox(
                workers, limits.pendingInBytes(), () -> context.executor().execute(() -> steer(context)));
        opened(context, opened);
        inbox.add(() -> listener.connected(opened));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Envelope message) {
        ChannelSession from = session;
        Inbox to = inbox;
        if (from == null || to == null || !context.channel().isActive()) {
            return;
        }
        if (message.getVersion() != ChannelSession.VERSION) {
            from.refuse(
                    message,
                    ErrorCode.UNSUPPORTED_VERSION,
                    "this side speaks version " + ChannelSession.VERSION + ", not " + message.getVersion());
        } else if (message.getBodyCase() == Envelope.BodyCase.BODY_NOT_SET) {
            from.refuse(message, ErrorCode.UNKNOWN_MESSAGE, "the message has no body that this side knows");
        } else if (admits(from, message)) {
            read.add(new Inbox.Event(() -> listener.message(from, message), message.getSerializedSize()));
            if (read.size() >= MOST_TOGETHER) {
                passOn(to);
            }
        }
    }

    /** What came with one read is passed on together. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        Inbox to = inbox;
        if (to != null) {
            passOn(to);
            steer(context);
        }
        super.channelReadComplete(context);
    }

    private void passOn(Inbox to) {
        if (!read.isEmpty()) {
            to.add(read);
            read.clear();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        ChannelSession changed = session;
        Inbox to = inbox;
        if (changed != null && to != null && context.channel().isWritable()) {
            to.add(() -> listener.writable(changed));
        }
        steer(context);
        super.channelWritabilityChanged(context);
    }

    /** Reads on only as long as somebody handles what was read. */
    private void steer(ChannelHandlerContext context) {
        boolean drained = inbox == null || !inbox.full();
        boolean taken = readsWhileUnwritable() || context.channel().isWritable();
        context.channel().config().setAutoRead(drained && taken);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(context, Faults.closing(cause));
    }

    private void fail(ChannelHandlerContext context, Closing how) {
        ChannelSession failed = session;
        if (failed == null) {
            failedToOpen(context, how);
            var unused = context.close();
        } else {
            failed.end(how);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ChannelSession gone = session;
        Inbox to = inbox;
        if (gone == null || to == null) {
            failedToOpen(context, new Closing(Kind.BY_OTHER, "the other side hung up during the handshake"));
            return;
        }
        passOn(to);
        Closing how = gone.closing();
        ended(gone, how);
        to.add(() -> listener.closed(gone, how));
    }
}
