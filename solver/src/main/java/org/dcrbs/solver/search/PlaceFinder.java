package org.dcrbs.solver.search;

import java.util.Arrays;
import org.dcrbs.solver.table.PairingTable;

/** Finds a place for a bundle in what an allocation has left: line by line the best candidate that fits. */
final class PlaceFinder {
    private final PairingTable table;
    private final Allocation allocation;
    private final Ranking ranking;

    PlaceFinder(Allocation allocation, Ranking ranking) {
        this.table = allocation.table();
        this.allocation = allocation;
        this.ranking = ranking;
    }

    /** The picks of the best place found for an unserved bundle; empty if none fits. */
    int[] find(int bundle) {
        if (!table.servable(bundle)) {
            return new int[0];
        }
        if (table.sameProvider[bundle]) {
            return findAtOneProvider(bundle);
        }
        int first = table.firstLine[bundle];
        int end = table.firstLine[bundle + 1];
        int[] picks = new int[end - first];
        int line = first;
        for (; line < end; line++) {
            int best = best(line, table.firstCandidate[line], table.firstCandidate[line + 1], picks, line - first);
            if (best < 0) {
                break;
            }
            picks[line - first] = best;
            allocation.put(line, best);
        }
        for (int placed = line - 1; placed >= first; placed--) {
            allocation.take(placed);
        }
        return line == end ? picks : new int[0];
    }

    private int best(int line, int from, int until, int[] picks, int chosen) {
        boolean distinct = table.distinctProviders[table.bundleOf[line]];
        for (int i = from; i < until; i++) {
            int k = ranking.candidate[i];
            if (allocation.fits(line, k) && !(distinct && isAmong(table.provider[k], picks, chosen))) {
                return k;
            }
        }
        return -1;
    }

    private boolean isAmong(int provider, int[] picks, int chosen) {
        for (int i = 0; i < chosen; i++) {
            if (table.provider[picks[i]] == provider) {
                return true;
            }
        }
        return false;
    }

    private int[] findAtOneProvider(int bundle) {
        int first = table.firstLine[bundle];
        int lines = table.lines(bundle);
        int[] at = Arrays.copyOfRange(table.firstCandidate, first, first + lines);
        int[] best = new int[0];
        double most = Double.NEGATIVE_INFINITY;
        while (at[0] < table.firstCandidate[first + 1]) {
            int provider = table.provider[at[0]];
            int[] picks = new int[lines];
            double sum = 0;
            int placed = 0;
            for (int i = 0; i < lines; i++) {
                int start = at[i];
                while (at[i] < table.firstCandidate[first + i + 1] && table.provider[at[i]] == provider) {
                    at[i]++;
                }
                int k = placed == i ? best(first + i, start, at[i], picks, 0) : -1;
                if (k >= 0) {
                    picks[i] = k;
                    sum += ranking.value[k];
                    allocation.put(first + i, k);
                    placed++;
                }
            }
            for (int i = placed - 1; i >= 0; i--) {
                allocation.take(first + i);
            }
            if (placed == lines && sum > most) {
                most = sum;
                best = picks;
            }
        }
        return best;
    }
}
