package org.dcrbs.solver.bound;

import org.dcrbs.solver.table.PairingTable;

/** What prices could be of, so that one step length suits a market of any unit. */
public final class PriceScales {
    private final double[] capacity;
    private final double net;
    private final double worth;

    public PriceScales(PairingTable table) {
        capacity = new double[table.offers.capacity.length];
        int[] count = new int[capacity.length];
        double surplus = 0;
        double worths = 0;
        for (int line = 0; line < table.lineCount(); line++) {
            for (int k = table.firstCandidate[line]; k < table.firstCandidate[line + 1]; k++) {
                int pool = table.offers.firstPool[table.offer[k]];
                for (int i = table.firstUse[k]; i < table.firstUse[k + 1]; i++, pool++) {
                    if (table.uses[i] > 0 && table.surplus[k] != 0) {
                        capacity[pool] +=
                                Math.abs((double) table.surplus[k]) / ((double) table.uses[i] * table.length[line]);
                        count[pool]++;
                    }
                }
                surplus += Math.abs((double) table.surplus[k]);
                worths += Math.abs((double) table.worth[k]);
            }
        }
        for (int pool = 0; pool < capacity.length; pool++) {
            capacity[pool] /= Math.max(1, count[pool]);
        }
        net = worths == 0 ? 0 : surplus / worths;
        worth = Math.max(1, worths / Math.max(1, table.candidateCount()));
    }

    /** A usual surplus of a unit of a pool in a slot. */
    double capacity(int pool) {
        return capacity[pool];
    }

    /** A usual surplus of a unit of worth. */
    public double net() {
        return net;
    }

    /** A usual worth. */
    double worth() {
        return worth;
    }
}
