package org.dcrbs.peer.execute.lease;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.dcrbs.peer.share.AllowList;

/** A share of the owner's line, as far as who lets the lessee through needs to know of it. */
public final class LeasedLine {
    private final long kilobitsPerSecond;
    private final long mostBytes;
    private final Supplier<AllowList> allowed;
    private final LineMeter meter;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /**
     * A line that is open until {@link #end}.
     *
     * @param kilobitsPerSecond at most, each way
     * @param mostBytes both ways together, over all of the lease
     * @param allowed asked anew for each connection, because the owner may change it meanwhile
     */
    public LeasedLine(long kilobitsPerSecond, long mostBytes, Supplier<AllowList> allowed, LineMeter meter) {
        this.kilobitsPerSecond = kilobitsPerSecond;
        this.mostBytes = mostBytes;
        this.allowed = allowed;
        this.meter = meter;
    }

    public long bytesPerSecond() {
        return Math.max(1, kilobitsPerSecond * 1000 / Byte.SIZE);
    }

    public long mostBytes() {
        return mostBytes;
    }

    public boolean isUsedUp() {
        return meter.bytes() >= mostBytes;
    }

    public AllowList allowed() {
        return allowed.get();
    }

    public LineMeter meter() {
        return meter;
    }

    /** Done when the lease is over: nothing may go through from then on. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    public void end() {
        ended.complete(null);
    }
}
