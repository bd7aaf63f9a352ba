package org.dcrbs.peer.transfer.pieces;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Reads a file while another process fetches it: waits for what is not there yet, and has it fetched first. What is read
 * has not been held against the SHA-256 of the whole, which is not there yet.
 */
public final class ReadAlong implements Closeable {
    private static final long LOOK_MILLIS = 20;

    private final Arrival arrival;
    private final Wanted wanted;
    private final Duration patience;

    private ReadAlong(Arrival arrival, Wanted wanted, Duration patience) {
        this.arrival = arrival;
        this.wanted = wanted;
        this.patience = patience;
    }

    /**
     * The file that arrives in the folder, if one does. Once it has arrived it can still be read to its end.
     *
     * @param patience for a single piece
     */
    public static Optional<ReadAlong> in(Path folder, Duration patience) throws IOException {
        return Arrival.watch(folder).map(arrival -> new ReadAlong(arrival, new Wanted(folder), patience));
    }

    public String name() {
        return arrival.name();
    }

    public long bytes() {
        return arrival.table().bytes();
    }

    /** How much of it is there. */
    public int percent() throws IOException {
        long there = 0;
        for (int piece = 0; piece < arrival.table().count(); piece++) {
            there += arrival.has(piece) ? 1 : 0;
        }
        return (int) (100 * there / arrival.table().count());
    }

    /** Reads from the offset, which is within the file, up to the end of a piece at most; waits until it is there. */
    public void read(ByteBuffer into, long offset) throws IOException, InterruptedException {
        int piece = (int) (offset / PieceTable.PIECE_BYTES);
        if (!arrival.has(piece)) {
            await(piece);
        }
        long end = PieceTable.offset(piece) + arrival.table().length(piece);
        into.limit((int) Math.min(into.limit(), into.position() + end - offset));
        arrival.read(into, offset);
    }

    private void await(int piece) throws IOException, InterruptedException {
        try {
            wanted.ask(piece);
        } catch (NoSuchFileException e) {
            // Arrived a moment ago.
        }
        long end = System.nanoTime() + patience.toNanos();
        while (!arrival.has(piece)) {
            if (System.nanoTime() - end > 0) {
                throw new IOException(
                        "piece " + piece + " of " + name() + " has not come within " + patience.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        arrival.close();
    }
}
