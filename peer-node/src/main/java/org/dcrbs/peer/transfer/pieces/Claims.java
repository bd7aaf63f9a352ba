package org.dcrbs.peer.transfer.pieces;

import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.OptionalInt;

/** Which pieces are there and which are asked for; each is asked of one holder at a time. */
final class Claims {
    private final int count;
    private final Wanted wanted;
    private final BitSet there = new BitSet();
    /** Neither there nor asked for. */
    private final BitSet open = new BitSet();

    private long lastArrival = System.nanoTime();
    private boolean stopped;

    Claims(Arrival arrival, Wanted wanted) throws IOException {
        this.count = arrival.table().count();
        this.wanted = wanted;
        for (int piece = 0; piece < count; piece++) {
            (arrival.has(piece) ? there : open).set(piece);
        }
    }

    /** The next piece to ask for: from what is wanted first on, then from the beginning. */
    synchronized OptionalInt claim() {
        int piece = open.nextSetBit(Math.min(wanted.piece(), count));
        if (piece < 0) {
            piece = open.nextSetBit(0);
        }
        if (piece < 0 || stopped) {
            return OptionalInt.empty();
        }
        open.clear(piece);
        return OptionalInt.of(piece);
    }

    /** It did not come. */
    synchronized void giveBack(int piece) {
        open.set(piece);
        notifyAll();
    }

    synchronized void arrived(int piece) {
        there.set(piece);
        lastArrival = System.nanoTime();
        notifyAll();
    }

    synchronized boolean anyOpen() {
        return !open.isEmpty();
    }

    synchronized boolean complete() {
        return there.cardinality() == count;
    }

    /** That nothing comes just now doesn't count. */
    synchronized void excuse() {
        lastArrival = System.nanoTime();
    }

    /** How long nothing has come. */
    synchronized Duration quiet() {
        return Duration.ofNanos(System.nanoTime() - lastArrival);
    }

    /** Waits a moment, less if all is there before. */
    synchronized void await(Duration moment) throws InterruptedException {
        long end = System.nanoTime() + moment.toNanos();
        for (long left = moment.toMillis(); left > 0 && !complete(); left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    /** Whether the piece has come, for which this waits; false once nothing more will. */
    synchronized boolean awaitPiece(int piece) throws InterruptedException {
        while (!there.get(piece) && !stopped) {
            wait();
        }
        return there.get(piece);
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    synchronized void stop() {
        stopped = true;
        notifyAll();
    }
}
