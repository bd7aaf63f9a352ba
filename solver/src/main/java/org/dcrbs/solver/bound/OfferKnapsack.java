package org.dcrbs.solver.bound;

import java.util.Arrays;
import org.dcrbs.solver.table.OfferTable;

/**
 * What one offer could gain at most by filling its pools with whole candidates, each over its window: a temporal
 * knapsack, searched depth first, those of most profit first. Two bounds cut the search short: all
 * profits that are left, and what is left of the capacity's worth at given prices, with all profits beyond the charges.
 */
final class OfferKnapsack {
    /** Also the depth of the search. */
    private static final int MOST_ITEMS = 256;

    private final OfferTable offers;
    private final OfferCandidates candidates;
    private final int[] item = new int[MOST_ITEMS];
    private final long[] profit = new long[MOST_ITEMS];
    /** Profit less what the capacity taken costs at prices. */
    private final long[] margin = new long[MOST_ITEMS];
    /** By item: the profits of it and all after it. */
    private final long[] rest = new long[MOST_ITEMS + 1];
    /** By item: the margins above 0 of it and all after it. */
    private final long[] restMargin = new long[MOST_ITEMS + 1];

    private final boolean[] taken = new boolean[MOST_ITEMS];
    private final boolean[] best = new boolean[MOST_ITEMS];
    private final long[] used;
    private int count;
    private long most;
    private int nodes;
    private int mostNodes;
    private int offer;
    /** What the offer's capacity is worth at prices. */
    private long scarcity;

    OfferKnapsack(OfferTable offers, OfferCandidates candidates) {
        this.offers = offers;
        this.candidates = candidates;
        int cells = 0;
        for (int o = 0; o < offers.count(); o++) {
            cells = Math.max(cells, offers.firstCell[o + 1] - offers.firstCell[o]);
        }
        used = new long[cells];
    }

    /**
     * Begins anew with an offer of which nothing is taken.
     *
     * @param worth what its capacity is worth at the prices of the charges, or more
     */
    void open(int newOffer, long worth) {
        offer = newOffer;
        scarcity = worth;
        count = 0;
    }

    /**
     * Adds a candidate of the offer, by its place, at a positive profit; false if there are too many.
     *
     * @param charge what the capacity that it takes costs at prices, or less
     */
    boolean add(int i, long gain, long charge) {
        if (count == MOST_ITEMS) {
            return false;
        }
        long beyond = Math.subtractExact(gain, charge);
        int at = count++;
        for (; at > 0 && profit[at - 1] < gain; at--) {
            margin[at] = margin[at - 1];
            profit[at] = profit[at - 1];
            item[at] = item[at - 1];
        }
        margin[at] = beyond;
        profit[at] = gain;
        item[at] = i;
        return true;
    }

    /**
     * Fills the offer as well as it can.
     *
     * @param nodesAtMost how many nodes it may look at
     * @return true if nothing is better, false if that took too long to see
     */
    boolean fill(int nodesAtMost) {
        mostNodes = nodesAtMost;
        rest[count] = 0;
        restMargin[count] = 0;
        for (int i = count - 1; i >= 0; i--) {
            rest[i] = Math.addExact(rest[i + 1], profit[i]);
            restMargin[i] = Math.addExact(restMargin[i + 1], Math.max(0, margin[i]));
        }
        Arrays.fill(best, 0, count, false);
        Arrays.fill(taken, 0, count, false);
        most = 0;
        nodes = 0;
        explore(0, 0, scarcity);
        return nodes <= mostNodes;
    }

    /** The profit of what {@link #fill} took. */
    long gain() {
        return most;
    }

    /** What the profit of no filling is above, seen without a search. */
    long ceiling() {
        return Math.min(rest[0], Math.addExact(scarcity, restMargin[0]));
    }

    /** Marks, by candidate, what was taken. */
    void mark(boolean[] marks) {
        for (int i = 0; i < count; i++) {
            marks[candidates.candidate[item[i]]] = best[i];
        }
    }

    /**
     * @param ceiling the worth of all capacity at prices, and the margins of what is taken
     */
    private void explore(int i, long gained, long ceiling) {
        if (gained > most) {
            most = gained;
            System.arraycopy(taken, 0, best, 0, count);
        }
        if (gained + rest[i] <= most || ceiling + restMargin[i] <= most || ++nodes > mostNodes) {
            return;
        }
        if (fits(item[i])) {
            book(item[i], 1);
            taken[i] = true;
            explore(i + 1, gained + profit[i], ceiling + margin[i]);
            taken[i] = false;
            book(item[i], -1);
        }
        explore(i + 1, gained, ceiling);
    }

    private boolean fits(int i) {
        int at = candidates.slot[i];
        int pool = offers.firstPool[offer];
        for (int u = candidates.firstUse[i]; u < candidates.firstUse[i + 1]; u++, pool++) {
            long room = offers.capacity[pool] - candidates.uses[u];
            for (int c = at; c < at + candidates.length[i]; c++) {
                if (used[c] > room) {
                    return false;
                }
            }
            at += offers.length[offer];
        }
        return true;
    }

    private void book(int i, int sign) {
        int at = candidates.slot[i];
        for (int u = candidates.firstUse[i]; u < candidates.firstUse[i + 1]; u++) {
            for (int c = at; c < at + candidates.length[i]; c++) {
                used[c] += sign * candidates.uses[u];
            }
            at += offers.length[offer];
        }
    }
}
