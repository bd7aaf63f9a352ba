package org.dcrbs.solver.bound;

import org.dcrbs.solver.table.PairingTable;

/** What prices could be of, so that one step length suits a market of any unit. */
public final class PriceScales {
    private final double[] capacity;
    private final double net;
    private final double worth;
    private final double surplus;

    public PriceScales(PairingTable table) {
        capacity = new double[table.offers.capacity.length];
        int[] count = new int[capacity.length];
        double surpluses = 0;
        double worths = 0;
        for (int line = 0; line < table.lineCount(); line++) {
            double share = lineShare(table, table.bundleOf[line]);
            for (int k = table.firstCandidate[line]; k < table.firstCandidate[line + 1]; k++) {
                int pool = table.offers.firstPool[table.offer[k]];
                for (int i = table.firstUse[k]; i < table.firstUse[k + 1]; i++, pool++) {
                    double gain = Math.max(share, Math.abs((double) table.surplus[k]));
                    if (table.uses[i] > 0 && gain > 0) {
                        capacity[pool] += gain / ((double) table.uses[i] * table.length[line]);
                        count[pool]++;
                    }
                }
                surpluses += Math.abs((double) table.surplus[k]);
                worths += Math.abs((double) table.worth[k]);
            }
        }
        for (int pool = 0; pool < capacity.length; pool++) {
            capacity[pool] /= Math.max(1, count[pool]);
        }
        net = worths == 0 ? 0 : surpluses / worths;
        surplus = surpluses / Math.max(1, table.candidateCount());
        worth = Math.max(1, worths / Math.max(1, table.candidateCount()));
    }

    /** What a line of a bundle brings on average; a line that brings nothing itself may be needed by one that does. */
    private static double lineShare(PairingTable table, int bundle) {
        double sum = 0;
        for (int line = table.firstLine[bundle]; line < table.firstLine[bundle + 1]; line++) {
            double most = 0;
            for (int k = table.firstCandidate[line]; k < table.firstCandidate[line + 1]; k++) {
                most = Math.max(most, Math.abs((double) table.surplus[k]));
            }
            sum += most;
        }
        return sum / table.lines(bundle);
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

    /** A usual surplus of a candidate, or loss. */
    public double surplus() {
        return surplus;
    }
}
