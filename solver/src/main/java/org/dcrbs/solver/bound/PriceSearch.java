package org.dcrbs.solver.bound;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.dcrbs.solver.table.PairingTable;

/**
 * Looks for prices that prove a low bound: subgradient steps whose length adapts to each price on its own, as in Adam,
 * from coarse to fine.
 */
public final class PriceSearch {
    private static final double FIRST_STEP = 0.25;
    private static final double LAST_STEP = 0.003;
    private static final float KEEP_MEAN = 0.8f;
    private static final float KEEP_SQUARE = 0.95f;
    private static final double SOFTEN = 0.05;
    private static final double STEEPEST = 2;
    private static final double STEEPEST_NET = 3;

    private final PairingTable table;
    private final Ranges ranges;
    private final Prices now;
    private final Prices best;
    private final LagrangianDual dual;
    private final PriceScales scales;
    private final float[] mean;
    private final float[] square;
    private final float[] netMean;
    private final float[] netSquare;
    private final long[] use;
    private final long[] net;
    private final int[] chosen;
    private ContestedCells contested;
    private int counted;
    private double bound = Double.POSITIVE_INFINITY;

    public PriceSearch(PairingTable table) {
        this(table, 1);
    }

    /**
     * @param threads to use; the result doesn't depend on them
     */
    public PriceSearch(PairingTable table, int threads) {
        this.table = table;
        ranges = new Ranges(threads);
        now = new Prices(table);
        best = new Prices(table);
        dual = new LagrangianDual(table, ranges);
        scales = new PriceScales(table);
        contested = ContestedCells.of(table, now);
        mean = new float[table.offers.cells()];
        square = new float[table.offers.cells()];
        netMean = new float[table.partyCount()];
        netSquare = new float[table.partyCount()];
        use = new long[table.offers.cells()];
        net = new long[table.partyCount()];
        chosen = new int[table.bundleCount()];
    }

    /** Goes on from prices of a problem with the same offers and parties. */
    public PriceSearch from(Prices prices) {
        now.set(prices);
        for (int p = 0; p < net.length; p++) {
            now.net[p] = bounded(p, now.net[p]);
        }
        return this;
    }

    /** How often a bundle was chosen in the later half of the steps, from 0 to 1. */
    public double frequency(int bundle) {
        return chosen[bundle] / Math.max(1.0, counted);
    }

    /** The best prices found. */
    public Prices run(int steps, BooleanSupplier stop) {
        contested = ContestedCells.of(table, now);
        for (int step = 0; step < steps && !(step > 0 && stop.getAsBoolean()); step++) {
            double value = dual.evaluate(now);
            if (value < bound) {
                bound = value;
                best.set(now);
            }
            demand();
            if (step >= steps / 2) {
                count();
            }
            double length = FIRST_STEP * Math.pow(LAST_STEP / FIRST_STEP, (double) step / steps);
            moveCapacityPrices(length, step + 1);
            moveNetPrices(length, step + 1);
            now.sumUp();
        }
        return best;
    }

    private void count() {
        counted++;
        for (int b = 0; b < chosen.length; b++) {
            chosen[b] += dual.chosen(b) ? 1 : 0;
        }
    }

    /** Uses and nets if every bundle took its best package. */
    private void demand() {
        Arrays.fill(use, 0);
        Arrays.fill(net, 0);
        for (int line = 0; line < table.lineCount(); line++) {
            int bundle = table.bundleOf[line];
            if (!dual.chosen(bundle)) {
                continue;
            }
            int k = dual.choice[line];
            net[table.bundleParty[bundle]] += table.worth[k];
            net[table.provider[k]] -= table.worth[k];
            int at = table.cell[k];
            for (int i = table.firstUse[k]; i < table.firstUse[k + 1]; i++) {
                for (int t = 0; t < table.length[line]; t++) {
                    use[at + t] += table.uses[i];
                }
                at += table.offers.length[table.offer[k]];
            }
        }
    }

    private void moveCapacityPrices(double length, int step) {
        double meanShare = 1 - Math.pow(KEEP_MEAN, step);
        double squareShare = 1 - Math.pow(KEEP_SQUARE, step);
        ranges.each(contested.count(), (from, until) -> {
            for (int c = from; c < until; c++) {
                moveCapacityPrice(contested.cell[c], contested.pool[c], length, meanShare, squareShare);
            }
        });
    }

    private void moveCapacityPrice(int i, int pool, double length, double meanShare, double squareShare) {
        double capacity = Math.max(1, table.offers.capacity[pool]);
        if (use[i] < capacity && now.capacity[i] == 0) {
            mean[i] *= KEEP_MEAN;
            square[i] *= KEEP_SQUARE;
            return;
        }
        double slope = Math.min(STEEPEST, (use[i] - capacity) / capacity);
        mean[i] = KEEP_MEAN * mean[i] + (1 - KEEP_MEAN) * (float) slope;
        square[i] = KEEP_SQUARE * square[i] + (1 - KEEP_SQUARE) * (float) (slope * slope);
        double move = mean[i] / meanShare / (Math.sqrt(square[i] / squareShare) + SOFTEN);
        now.capacity[i] = Math.max(0, now.capacity[i] + length * scales.capacity(pool) * move);
    }

    private void moveNetPrices(double length, int step) {
        double meanShare = 1 - Math.pow(KEEP_MEAN, step);
        double squareShare = 1 - Math.pow(KEEP_SQUARE, step);
        double unit = length * scales.net();
        for (int p = 0; p < net.length; p++) {
            double slope = netSlope(p) / scales.worth();
            slope = Math.max(-STEEPEST_NET, Math.min(STEEPEST_NET, slope));
            netMean[p] = KEEP_MEAN * netMean[p] + (1 - KEEP_MEAN) * (float) slope;
            netSquare[p] = KEEP_SQUARE * netSquare[p] + (1 - KEEP_SQUARE) * (float) (slope * slope);
            double move = netMean[p] / meanShare / (Math.sqrt(netSquare[p] / squareShare) + SOFTEN);
            double price = now.net[p] + unit * move;
            now.net[p] = price * now.net[p] < 0 ? 0 : bounded(p, price);
        }
    }

    /** A bound that is not there has no price. */
    private double bounded(int p, double price) {
        boolean has = price > 0 ? table.bounds.hasMax(p) : table.bounds.hasMin(p);
        return has ? price : 0;
    }

    private double netSlope(int p) {
        if (now.net[p] > 0 || (now.net[p] == 0 && net[p] > table.bounds.max[p])) {
            return (double) net[p] - table.bounds.max[p];
        }
        if (now.net[p] < 0 || net[p] < table.bounds.min[p]) {
            return (double) net[p] - table.bounds.min[p];
        }
        return 0;
    }
}
