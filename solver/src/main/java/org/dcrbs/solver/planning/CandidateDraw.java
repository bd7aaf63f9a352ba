package org.dcrbs.solver.planning;

import java.util.SplittableRandom;
import org.dcrbs.solver.table.PairingTable;

/** Draws a package by chance, leaning towards candidates that are worth much at the prices. */
final class CandidateDraw {
    private static final int FEWEST_DRAWS = 2;
    private static final int MOST_DRAWS = 6;

    private final Terms terms;
    private final PairingTable table;
    private final SplittableRandom random;

    CandidateDraw(Terms terms, SplittableRandom random) {
        this.terms = terms;
        this.table = terms.table();
        this.random = random;
    }

    /** A candidate for each line; empty if the draw met none that the bundle's wishes on providers allow. */
    int[] draw(int bundle) {
        int first = table.firstLine[bundle];
        int[] picks = new int[table.lines(bundle)];
        int provider = table.sameProvider[bundle] ? table.provider[any(first)] : -1;
        int draws = FEWEST_DRAWS + random.nextInt(MOST_DRAWS - FEWEST_DRAWS + 1);
        for (int i = 0; i < picks.length; i++) {
            int best = -1;
            double most = Double.NEGATIVE_INFINITY;
            int from = table.firstCandidate[first + i];
            int size = table.firstCandidate[first + i + 1] - from;
            int tries = provider >= 0 ? size : Math.min(size, draws);
            for (int t = 0; t < tries; t++) {
                int k = provider >= 0 ? from + t : from + random.nextInt(size);
                double worth = terms.prices().reduced(first + i, k);
                if (worth > most && allowed(bundle, k, provider, picks, i)) {
                    most = worth;
                    best = k;
                }
            }
            if (best < 0) {
                return new int[0];
            }
            picks[i] = best;
        }
        return picks;
    }

    private int any(int line) {
        int from = table.firstCandidate[line];
        return from + random.nextInt(table.firstCandidate[line + 1] - from);
    }

    private boolean allowed(int bundle, int k, int provider, int[] picks, int chosen) {
        if (provider >= 0) {
            return table.provider[k] == provider && !(table.distinctProviders[bundle] && chosen > 0);
        }
        for (int i = 0; i < chosen && table.distinctProviders[bundle]; i++) {
            if (table.provider[picks[i]] == table.provider[k]) {
                return false;
            }
        }
        return true;
    }
}
