package org.dcrbs.protocol.link;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.dcrbs.protocol.link.Closing.Kind;
import org.dcrbs.protocol.tls.PeerName;
import org.dcrbs.protocol.v1.Envelope;
import org.jspecify.annotations.Nullable;

/** A session over a Netty channel. */
final class ChannelSession implements LinkSession {
    static final int VERSION = 1;

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final Channel channel;
    private final InetSocketAddress remote;
    private final Optional<PeerName> peer;
    private final Optional<X509Certificate> certificate;
    private final long pendingLimit;
    private final AtomicLong pending = new AtomicLong();
    private final AtomicReference<@Nullable Closing> closing = new AtomicReference<>();
    private final Object order = new Object();
    private long lastId;
    private ChannelFuture lastWrite;

    ChannelSession(Channel channel, Optional<PeerName> peer, Optional<X509Certificate> certificate, long pendingLimit) {
        this.channel = channel;
        this.remote = (InetSocketAddress) channel.remoteAddress();
        this.peer = peer;
        this.certificate = certificate;
        this.pendingLimit = pendingLimit;
        this.lastWrite = channel.newSucceededFuture();
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public Optional<PeerName> peer() {
        return peer;
    }

    @Override
    public Optional<X509Certificate> certificate() {
        return certificate;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public long send(Envelope.Builder message) {
        // Ids go out in the order in which they are given.
        synchronized (order) {
            Envelope whole = message.setVersion(VERSION).setId(++lastId).build();
            int size = whole.getSerializedSize();
            if (size > LinkLimits.FRAME_BYTES) {
                throw new IllegalArgumentException("a " + whole.getBodyCase() + " message of " + size
                        + " bytes is larger than the " + LinkLimits.FRAME_BYTES + " bytes allowed");
            }
            write(whole, size);
            return whole.getId();
        }
    }

    private void write(Envelope whole, int size) {
        if (!open()) {
            return;
        }
        if (pending.addAndGet(size) > pendingLimit) {
            pending.addAndGet(-size);
            end(new Closing(Kind.TOO_SLOW, "the other side leaves more than " + pendingLimit + " bytes untaken"));
            return;
        }
        lastWrite = channel.writeAndFlush(whole).addListener(done -> pending.addAndGet(-size));
    }

    @Override
    public boolean writable() {
        // Counted here too: what other threads have handed over may not have reached the channel yet.
        return channel.isWritable() && pending.get() < pendingLimit / 2;
    }

    @Override
    public boolean open() {
        // Once its loop is ending, a channel takes no more, although it may still look alive.
        return channel.isActive() && !channel.eventLoop().isShuttingDown();
    }

    @Override
    public void close() {
        endAfterSent(new Closing(Kind.BY_US, "closed by this side"));
    }

    /** Ends the session at once; the first reason given stands. */
    void end(Closing how) {
        closing.compareAndSet(null, how);
        var unused = channel.close();
    }

    /** Ends the session after what was sent so far has left; the first reason given stands. */
    void endAfterSent(Closing how) {
        closing.compareAndSet(null, how);
        if (!open()) {
            return;
        }
        synchronized (order) {
            lastWrite.addListener(ChannelFutureListener.CLOSE);
        }
    }

    Closing closing() {
        Closing how = closing.get();
        return how == null ? new Closing(Kind.BY_OTHER, "the other side hung up") : how;
    }

    @Override
    public String toString() {
        return "session " + number + peer.map(name -> " of " + name.partyId()).orElse("");
    }
}
