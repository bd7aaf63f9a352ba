package org.dcrbs.peer.execute.access;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.peer.execute.lease.Holding;
import org.dcrbs.peer.execute.lease.LeasedLine;

/** A rate out of the owner's line that a lessee has now, with its meter. */
final class HeldLine implements Holding {
    /** A longer time between two ticks means that the computer slept, and its line with it. */
    private static final long LONGEST_TICK_SECONDS = 5;

    private static final int TICKS_BETWEEN_SAVES = 10;

    private final LeasedLine line;
    private final LineBook book;
    private final Clock clock;
    private Instant seen;
    private int ticks;

    HeldLine(LeasedLine line, LineBook book, Clock clock) {
        this.line = line;
        this.book = book;
        this.clock = clock;
        this.seen = clock.instant();
    }

    @Override
    public Optional<LeasedLine> line() {
        return Optional.of(line);
    }

    LeasedLine leased() {
        return line;
    }

    /** To be called every second. */
    synchronized void tick() throws IOException {
        if (line.ended().isDone()) {
            return;
        }
        Instant now = clock.instant();
        long seconds = Math.max(0, Duration.between(seen, now).toSeconds());
        seen = seen.plusSeconds(seconds);
        line.meter().pass(seconds, seconds <= LONGEST_TICK_SECONDS ? seconds : 1);
        ticks++;
        if (ticks % TICKS_BETWEEN_SAVES == 0) {
            book.save(line.meter(), now);
        }
    }

    /** For the next life of the node, if the lease is not over. */
    synchronized void saveIfOpen() throws IOException {
        if (!line.ended().isDone()) {
            tick();
            book.save(line.meter(), clock.instant());
        }
    }

    @Override
    public ByteString proof(WorkContext context) throws IOException {
        tick();
        line.end();
        return ByteString.copyFromUtf8(book.receipt(line.meter()));
    }

    @Override
    public void release() throws IOException {
        line.end();
        book.delete();
    }
}
