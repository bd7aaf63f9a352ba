package org.dcrbs.protocol.link;

import io.netty.channel.ChannelHandlerContext;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.dcrbs.protocol.tls.PeerName;
import org.dcrbs.protocol.v1.Envelope;

/** A node's end of its connection. */
final class ClientSessionHandler extends SessionHandler {
    private final CompletableFuture<LinkSession> result;

    ClientSessionHandler(
            LinkListener listener, Executor workers, LinkLimits limits, CompletableFuture<LinkSession> result) {
        super(listener, workers, limits);
        this.result = result;
    }

    @Override
    Optional<PeerName> peerOf(Optional<X509Certificate> certificate) {
        return Optional.empty();
    }

    @Override
    boolean admits(ChannelSession from, Envelope message) {
        return true;
    }

    @Override
    void opened(ChannelHandlerContext context, ChannelSession opened) {
        result.complete(opened);
    }

    @Override
    void failedToOpen(ChannelHandlerContext context, Closing how) {
        result.completeExceptionally(new LinkException(how));
    }

    @Override
    void ended(ChannelSession session, Closing how) {
        // The node that dialled says what it does about it.
    }

    /** If both ends stopped reading until the other reads, neither would again. The node is the one that goes on. */
    @Override
    boolean readsWhileUnwritable() {
        return true;
    }
}
