package org.dcrbs.solver.search;

import java.util.SplittableRandom;
import org.dcrbs.solver.table.PairingTable;

/** Draws a package by chance, leaning towards candidates that rank high. */
final class CandidateDraw {
    private static final int FEWEST_DRAWS = 2;
    private static final int MOST_DRAWS = 6;

    private final PairingTable table;
    private final Ranking ranking;
    private final SplittableRandom random;

    CandidateDraw(PairingTable table, Ranking ranking, SplittableRandom random) {
        this.table = table;
        this.ranking = ranking;
        this.random = random;
    }

    /** A candidate for each line; empty if the draw met none that the bundle's wishes on providers allow. */
    int[] draw(int bundle) {
        int first = table.firstLine[bundle];
        int[] picks = new int[table.lines(bundle)];
        int provider = table.sameProvider[bundle] ? table.provider[any(first)] : -1;
        int draws = FEWEST_DRAWS + random.nextInt(MOST_DRAWS - FEWEST_DRAWS + 1);
        for (int i = 0; i < picks.length; i++) {
            picks[i] = provider >= 0 ? ofProvider(first + i, provider) : bestOf(first + i, draws);
            if (picks[i] < 0 || repeats(bundle, picks, i)) {
                return new int[0];
            }
        }
        return picks;
    }

    /** The best of so many draws: as a line's candidates stand in order, that is the first of their places. */
    private int bestOf(int line, int draws) {
        int from = table.firstCandidate[line];
        int size = table.firstCandidate[line + 1] - from;
        int best = size - 1;
        for (int i = 0; i < draws; i++) {
            best = Math.min(best, random.nextInt(size));
        }
        return ranking.candidate[from + best];
    }

    private int ofProvider(int line, int provider) {
        for (int i = table.firstCandidate[line]; i < table.firstCandidate[line + 1]; i++) {
            if (table.provider[ranking.candidate[i]] == provider) {
                return ranking.candidate[i];
            }
        }
        return -1;
    }

    private int any(int line) {
        int from = table.firstCandidate[line];
        return from + random.nextInt(table.firstCandidate[line + 1] - from);
    }

    private boolean repeats(int bundle, int[] picks, int chosen) {
        for (int i = 0; i < chosen && table.distinctProviders[bundle]; i++) {
            if (table.provider[picks[i]] == table.provider[picks[chosen]]) {
                return true;
            }
        }
        return false;
    }
}
