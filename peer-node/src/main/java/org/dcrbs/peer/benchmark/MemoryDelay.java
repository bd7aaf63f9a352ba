package org.dcrbs.peer.benchmark;

import java.util.SplittableRandom;

/**
 * Delays of memory beyond the caches: 64 MB, a cache line at a time, in an order that no prefetcher
 * foresees. The unit of the rate is a million accesses.
 */
final class MemoryDelay {
    private static final int INTS_PER_LINE = 16;
    private static final int LINES = 1 << 20;
    private static final int STEPS = 200_000;

    /** In each line's first int, the index of the next line's: one cycle through all of them (Sattolo's shuffle). */
    private final int[] chain = new int[LINES * INTS_PER_LINE];

    private int at;

    MemoryDelay() {
        SplittableRandom random = new SplittableRandom(7);
        for (int line = 0; line < LINES; line++) {
            chain[line * INTS_PER_LINE] = line * INTS_PER_LINE;
        }
        for (int line = LINES - 1; line > 0; line--) {
            int other = random.nextInt(line) * INTS_PER_LINE;
            int kept = chain[line * INTS_PER_LINE];
            chain[line * INTS_PER_LINE] = chain[other];
            chain[other] = kept;
        }
    }

    /** Each address is known only once the value before it has arrived. */
    Kernel read() {
        return new Kernel() {
            @Override
            public double work() {
                return STEPS / 1e6;
            }

            @Override
            public double run() {
                int index = at;
                for (int i = 0; i < STEPS; i++) {
                    index = chain[index];
                }
                at = index;
                return index;
            }
        };
    }

    /** Stores to scattered lines; they need not wait for each other, only for the memory to take them. */
    Kernel write() {
        return new Kernel() {
            @Override
            public double work() {
                return STEPS / 1e6;
            }

            @Override
            public double run() {
                int random = at | 1;
                for (int i = 0; i < STEPS; i++) {
                    random = random * 1_664_525 + 1_013_904_223;
                    chain[(random >>> 12) * INTS_PER_LINE + 1] = random;
                }
                return random;
            }
        };
    }

    /** How long the cycle is. */
    int linesFromStartToStart() {
        int lines = 1;
        for (int index = chain[0]; index != 0; index = chain[index]) {
            lines++;
        }
        return lines;
    }
}
