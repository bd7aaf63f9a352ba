package org.dcrbs.protocol.link;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.dcrbs.protocol.link.Closing.Kind;
import org.dcrbs.protocol.tls.PeerName;
import org.dcrbs.protocol.v1.Envelope;
import org.jspecify.annotations.Nullable;

/** A session over a Netty channel. */
final class ChannelSession implements LinkSession {
    static final int VERSION = 1;
    /** Some TLS records: more would only wait longer for the first of them. */
    private static final int BATCH_BYTES = 64 << 10;

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final Channel channel;
    private final InetSocketAddress remote;
    private final Optional<PeerName> peer;
    private final Optional<ShownCertificate> certificate;
    private final long pendingLimit;
    private final AtomicLong pending = new AtomicLong();
    private final AtomicReference<@Nullable Closing> closing = new AtomicReference<>();
    private final Object order = new Object();
    /** Given, and not yet with the channel. */
    private final Queue<Envelope> leaving = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean called = new AtomicBoolean();
    private long lastId;
    /** Of the channel's own thread. */
    private ChannelFuture lastWrite;

    ChannelSession(
            Channel channel, Optional<PeerName> peer, Optional<ShownCertificate> certificate, long pendingLimit) {
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
        return certificate.map(ShownCertificate::parsed);
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
        leaving.add(whole);
        if (called.compareAndSet(false, true)) {
            onLoop(this::leave);
        }
    }

    private void onLoop(Runnable task) {
        try {
            channel.eventLoop().execute(task);
        } catch (RejectedExecutionException e) {
            // The loop has ended, and the connection with it: as with any closed session, what was given is dropped.
            closing.compareAndSet(null, new Closing(Kind.BY_US, "this side is ending"));
        }
    }

    /** What was given while the channel's thread was at something else leaves together. */
    private void leave() {
        called.set(false);
        List<Envelope> messages = new ArrayList<>();
        int bytes = 0;
        for (Envelope next = leaving.poll(); next != null; next = leaving.poll()) {
            messages.add(next);
            bytes += next.getSerializedSize();
            if (bytes >= BATCH_BYTES) {
                write(new Batch(messages, bytes));
                messages = new ArrayList<>();
                bytes = 0;
            }
        }
        if (!messages.isEmpty()) {
            write(new Batch(messages, bytes));
        }
        channel.flush();
    }

    private void write(Batch batch) {
        lastWrite = channel.write(batch).addListener(done -> pending.addAndGet(-batch.bytes()));
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
        onLoop(() -> {
            leave();
            lastWrite.addListener(ChannelFutureListener.CLOSE);
        });
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
