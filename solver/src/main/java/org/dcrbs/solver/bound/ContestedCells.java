package org.dcrbs.solver.bound;

import java.util.Arrays;
import org.dcrbs.solver.table.OfferTable;
import org.dcrbs.solver.table.PairingTable;

/**
 * The cells whose prices can move: those that all candidates together would fill to the brim or beyond, and those that have a
 * price already. All others cost nothing whatever is chosen, and in most markets they are the most.
 */
final class ContestedCells {
    final int[] cell;
    /** Of each of them, the pool among all pools. */
    final int[] pool;

    private ContestedCells(int[] cell, int[] pool) {
        this.cell = cell;
        this.pool = pool;
    }

    int count() {
        return cell.length;
    }

    static ContestedCells of(PairingTable table, Prices prices) {
        OfferTable offers = table.offers;
        long[] asked = asked(table);
        int[] cell = new int[asked.length];
        int[] pool = new int[asked.length];
        int count = 0;
        for (int o = 0; o < offers.count(); o++) {
            for (int p = 0; p < offers.pools(o); p++) {
                int at = offers.firstPool[o] + p;
                int first = offers.firstCell(o, p);
                for (int i = first; i < first + offers.length[o]; i++) {
                    if (asked[i] >= Math.max(1, offers.capacity[at]) || prices.capacity[i] != 0) {
                        cell[count] = i;
                        pool[count++] = at;
                    }
                }
            }
        }
        return new ContestedCells(Arrays.copyOf(cell, count), Arrays.copyOf(pool, count));
    }

    /** What all candidates together want of each cell; of one that is full, so much at least. */
    private static long[] asked(PairingTable table) {
        OfferTable offers = table.offers;
        long[] asked = new long[offers.cells()];
        for (int line = 0; line < table.lineCount(); line++) {
            for (int k = table.firstCandidate[line]; k < table.firstCandidate[line + 1]; k++) {
                int offer = table.offer[k];
                int at = table.cell[k];
                int pool = offers.firstPool[offer];
                for (int i = table.firstUse[k]; i < table.firstUse[k + 1]; i++) {
                    for (int t = at; t < at + table.length[line]; t++) {
                        if (asked[t] < Math.max(1, offers.capacity[pool])) {
                            asked[t] += table.uses[i];
                        }
                    }
                    at += offers.length[offer];
                    pool++;
                }
            }
        }
        return asked;
    }
}
