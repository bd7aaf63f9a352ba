package org.dcrbs.solver.bound;

import org.dcrbs.solver.table.OfferTable;
import org.dcrbs.solver.table.PairingTable;

/** Prices in floating point, with sums over slots ready so that a candidate's charge is a difference. */
public final class Prices {
    private final PairingTable table;
    /** By cell, never negative. */
    final double[] capacity;
    /** By party. */
    final double[] net;
    /** By cell and one more for each pool: what the pool's slots before this one cost together. */
    private final double[] before;

    public Prices(PairingTable table) {
        this.table = table;
        capacity = new double[table.offers.cells()];
        net = new double[table.partyCount()];
        before = new double[capacity.length + table.offers.capacity.length];
    }

    /** Prices by cell, none on nets. */
    public static Prices ofCapacity(PairingTable table, double[] byCell) {
        return of(table, byCell, new double[table.partyCount()]);
    }

    /** Prices by cell, and on nets by party. */
    public static Prices of(PairingTable table, double[] byCell, double[] byParty) {
        Prices prices = new Prices(table);
        System.arraycopy(byCell, 0, prices.capacity, 0, byCell.length);
        System.arraycopy(byParty, 0, prices.net, 0, byParty.length);
        prices.sumUp();
        return prices;
    }

    /** What a unit costs in that cell. */
    public double capacityAt(int cell) {
        return capacity[cell];
    }

    Prices copy() {
        Prices copy = new Prices(table);
        copy.set(this);
        return copy;
    }

    void set(Prices other) {
        System.arraycopy(other.capacity, 0, capacity, 0, capacity.length);
        System.arraycopy(other.net, 0, net, 0, net.length);
        sumUp();
    }

    /** Must follow every change of capacity prices. */
    void sumUp() {
        OfferTable offers = table.offers;
        for (int o = 0; o < offers.count(); o++) {
            for (int pool = 0; pool < offers.pools(o); pool++) {
                int cell = offers.firstCell(o, pool);
                int at = cell + offers.firstPool[o] + pool;
                before[at] = 0;
                for (int t = 0; t < offers.length[o]; t++) {
                    before[at + t + 1] = before[at + t] + capacity[cell + t];
                }
            }
        }
    }

    /** What a candidate of a line is worth after it has paid for capacity and nets. */
    public double reduced(int line, int k) {
        double netPrice = net[table.bundleParty[table.bundleOf[line]]] - net[table.provider[k]];
        return table.surplus[k] - table.worth[k] * netPrice - charge(line, k);
    }

    /** What the capacity that a candidate takes costs. */
    private double charge(int line, int k) {
        int o = table.offer[k];
        int length = table.length[line];
        double charge = 0;
        int at = table.cell[k] + table.offers.firstPool[o];
        for (int i = table.firstUse[k]; i < table.firstUse[k + 1]; i++) {
            charge += table.uses[i] * (before[at + length] - before[at]);
            at += table.offers.length[o] + 1;
        }
        return charge;
    }
}
