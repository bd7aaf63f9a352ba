package org.dcrbs.peer.execute.lease;

import java.util.concurrent.atomic.AtomicLong;
import org.dcrbs.protocol.v1.AccessFigures;

/** Counts what goes through a leased line; each end of it has one. */
public final class LineMeter {
    private final AtomicLong attempts = new AtomicLong();
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private long watchedSeconds;
    private long upSeconds;
    private long busySeconds;
    private long bytesBefore;

    /** @param before what was counted already, in an earlier life of the node */
    public LineMeter(AccessFigures before) {
        attempts.set(before.getAttempts());
        opened.set(before.getOpened());
        sent.set(before.getBytesSent());
        received.set(before.getBytesReceived());
        watchedSeconds = before.getWatchedSeconds();
        upSeconds = before.getUpSeconds();
        busySeconds = before.getBusySeconds();
        bytesBefore = bytes();
    }

    /** The lessee wants a connection that the owner's rules allow. */
    public void attempt() {
        attempts.incrementAndGet();
    }

    /** It has come about. */
    public void opened() {
        opened.incrementAndGet();
    }

    /** On the way from the lessee to a site. */
    public void sent(long bytes) {
        sent.addAndGet(bytes);
    }

    /** On the way back. */
    public void received(long bytes) {
        received.addAndGet(bytes);
    }

    public long bytes() {
        return sent.get() + received.get();
    }

    /** So many seconds more are over, in so many of which the line was there: all, or some, or none. */
    public synchronized void pass(long seconds, long up) {
        watchedSeconds += seconds;
        upSeconds += up;
        long now = bytes();
        if (up > 0 && now > bytesBefore) {
            busySeconds += up;
            bytesBefore = now;
        }
    }

    public synchronized AccessFigures figures() {
        return AccessFigures.newBuilder()
                .setWatchedSeconds(watchedSeconds)
                .setUpSeconds(upSeconds)
                .setAttempts(attempts.get())
                .setOpened(opened.get())
                .setBytesSent(sent.get())
                .setBytesReceived(received.get())
                .setBusySeconds(busySeconds)
                .build();
    }
}
