package org.dcrbs.peer.execute.memory;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Values by key in memory that was had before, block by block: how much a lessee keeps does not depend on the heap. Every
 * value takes at least a block, so that what must be known of each on the heap stays a small part of the lease.
 */
final class KeySpace {
    static final int BLOCK_BYTES = 16 << 10;
    static final int MOST_KEY_BYTES = 512;
    static final int MOST_VALUE_BYTES = 512 << 10;

    private final List<ByteBuffer> pieces;
    private final int blocksPerPiece;
    private final int blocks;
    private final Deque<Integer> free = new ArrayDeque<>();
    private int unused;
    private boolean closed;
    private final NavigableMap<ByteString, Extent> extents =
            new TreeMap<>(ByteString.unsignedLexicographicalComparator());

    private static final class Extent {
        final int[] blocks;
        final int bytes;

        Extent(int[] blocks, int bytes) {
            this.blocks = blocks;
            this.bytes = bytes;
        }
    }

    /** @param pieces all of one size but the last, which may be smaller; what is in them is overwritten */
    KeySpace(List<ByteBuffer> pieces) {
        this.pieces = pieces;
        blocksPerPiece = pieces.isEmpty() ? 1 : pieces.get(0).capacity() / BLOCK_BYTES;
        blocks = pieces.stream()
                .mapToInt(piece -> piece.capacity() / BLOCK_BYTES)
                .sum();
    }

    /** @throws IllegalArgumentException if it is too large, or there is no room; then the old value is still there */
    synchronized void put(ByteString key, ByteString value) {
        checkOpen();
        if (key.isEmpty() || key.size() > MOST_KEY_BYTES) {
            throw new IllegalArgumentException("a key of " + key.size() + " bytes; want 1 to " + MOST_KEY_BYTES);
        }
        if (value.size() > MOST_VALUE_BYTES) {
            throw new IllegalArgumentException(
                    "a value of " + value.size() + " bytes; " + MOST_VALUE_BYTES + " at most");
        }
        Extent old = extents.get(key);
        int wanted = Math.max(1, (value.size() + BLOCK_BYTES - 1) / BLOCK_BYTES);
        int had = freeBlocks() + (old == null ? 0 : old.blocks.length);
        if (wanted > had) {
            throw new IllegalArgumentException("no room: the value takes " + (long) wanted * BLOCK_BYTES
                    + " bytes, and " + (long) had * BLOCK_BYTES + " are free");
        }
        delete(key);
        int[] taken = new int[wanted];
        for (int i = 0; i < wanted; i++) {
            taken[i] = free.isEmpty() ? unused++ : free.pop();
            int from = i * BLOCK_BYTES;
            int length = Math.min(BLOCK_BYTES, value.size() - from);
            value.substring(from, from + Math.max(length, 0)).copyTo(block(taken[i]));
        }
        extents.put(key, new Extent(taken, value.size()));
    }

    synchronized Optional<ByteString> get(ByteString key) {
        checkOpen();
        Extent extent = extents.get(key);
        if (extent == null) {
            return Optional.empty();
        }
        ByteString.Output value = ByteString.newOutput(extent.bytes);
        byte[] copy = new byte[BLOCK_BYTES];
        int left = extent.bytes;
        for (int block : extent.blocks) {
            int length = Math.min(BLOCK_BYTES, left);
            block(block).get(copy, 0, length);
            value.write(copy, 0, length);
            left -= length;
        }
        return Optional.of(value.toByteString());
    }

    /** Tells whether it was there. */
    synchronized boolean delete(ByteString key) {
        Extent extent = extents.remove(key);
        if (extent == null) {
            return false;
        }
        for (int block : extent.blocks) {
            free.push(block);
        }
        return true;
    }

    /** In order, those after that one; an empty one comes before all. */
    synchronized List<ByteString> keys(ByteString after, int most) {
        return extents.tailMap(after, false).keySet().stream().limit(most).toList();
    }

    synchronized long usedBytes() {
        return (long) (blocks - freeBlocks()) * BLOCK_BYTES;
    }

    synchronized long freeBytes() {
        return (long) freeBlocks() * BLOCK_BYTES;
    }

    /** The memory is given back: a call that came just before finds nothing any more. */
    synchronized void close() {
        closed = true;
        extents.clear();
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalArgumentException("the lease is over");
        }
    }

    private int freeBlocks() {
        return blocks - unused + free.size();
    }

    private ByteBuffer block(int number) {
        ByteBuffer piece = pieces.get(number / blocksPerPiece).duplicate();
        int at = number % blocksPerPiece * BLOCK_BYTES;
        return piece.limit(at + BLOCK_BYTES).position(at);
    }
}
