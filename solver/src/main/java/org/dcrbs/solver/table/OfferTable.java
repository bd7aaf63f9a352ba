package org.dcrbs.solver.table;

import java.util.List;
import org.dcrbs.solver.PairingOffer;

/**
 * Offers as columns. A <i>cell</i> is one pool of one offer in one slot; cells are counted by offer, pool and slot, so
 * that a candidate's use of a pool is a run of neighbouring cells.
 */
public final class OfferTable {
    public final int[] party;
    public final int[] from;
    public final int[] length;
    public final int[] firstPool;
    public final int[] firstCell;
    public final long[] capacity;

    OfferTable(List<PairingOffer> offers) {
        int n = offers.size();
        party = new int[n];
        from = new int[n];
        length = new int[n];
        firstPool = new int[n + 1];
        firstCell = new int[n + 1];
        for (int o = 0; o < n; o++) {
            PairingOffer offer = offers.get(o);
            party[o] = offer.party();
            from[o] = offer.from();
            length[o] = offer.until() - offer.from();
            firstPool[o + 1] = firstPool[o] + offer.pools().size();
            firstCell[o + 1] = firstCell[o] + offer.pools().size() * length[o];
        }
        capacity = new long[firstPool[n]];
        for (int o = 0; o < n; o++) {
            for (int pool = 0; pool < pools(o); pool++) {
                capacity[firstPool[o] + pool] = offers.get(o).pools().get(pool);
            }
        }
    }

    public int count() {
        return party.length;
    }

    public int pools(int offer) {
        return firstPool[offer + 1] - firstPool[offer];
    }

    public int cells() {
        return firstCell[party.length];
    }

    /** Where an offer's pool begins. */
    public int firstCell(int offer, int pool) {
        return firstCell[offer] + pool * length[offer];
    }
}
