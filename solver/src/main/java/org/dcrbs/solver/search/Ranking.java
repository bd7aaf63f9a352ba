package org.dcrbs.solver.search;

import java.util.Arrays;
import org.dcrbs.solver.table.PairingTable;

/**
 * The candidates of each line, best first by what choosing them is good for; those of a bundle that wants one provider
 * stay together by provider, and are ranked within. Equal ones keep the order of the table.
 */
public final class Ranking {
    private static final long LOW = 0xffffffffL;

    /** What choosing a candidate for a line is good for. */
    @FunctionalInterface
    public interface Value {
        double of(int line, int candidate);
    }

    /** By place in the ranking, which for a line goes from its first candidate's index to its last's. */
    final int[] candidate;
    /** By candidate. */
    final float[] value;
    /** By bundle: no package brings more surplus. */
    final double[] most;

    public Ranking(PairingTable table, Value value) {
        candidate = new int[table.candidateCount()];
        this.value = new float[table.candidateCount()];
        most = new double[table.bundleCount()];
        long[] keys = new long[0];
        for (int line = 0; line < table.lineCount(); line++) {
            int from = table.firstCandidate[line];
            int end = table.firstCandidate[line + 1];
            boolean byProvider = table.sameProvider[table.bundleOf[line]];
            if (keys.length < end - from) {
                keys = new long[end - from];
            }
            int start = from;
            double richest = 0;
            for (int k = from; k < end; k++) {
                richest = Math.max(richest, (double) table.surplus[k]);
                this.value[k] = (float) value.of(line, k);
                keys[k - start] = key(this.value[k], k - from);
                if (k + 1 == end || (byProvider && table.provider[k + 1] != table.provider[k])) {
                    Arrays.sort(keys, 0, k + 1 - start);
                    for (int i = start; i <= k; i++) {
                        candidate[i] = from + (int) (keys[i - start] & LOW);
                    }
                    start = k + 1;
                }
            }
            most[table.bundleOf[line]] += richest;
        }
    }

    /** Sorts large values first, then small indices. */
    private static long key(float value, int index) {
        int bits = Float.floatToIntBits(value);
        int rising = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
        return ((long) ~rising << 32) | index;
    }
}
