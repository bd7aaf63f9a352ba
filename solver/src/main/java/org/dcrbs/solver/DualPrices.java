package org.dcrbs.solver;

import java.util.Arrays;
import java.util.List;

/**
 * A price for every unit of capacity in every slot, and one for every party's net. Any prices prove a bound, good ones
 * a sharp one. They are fixed-point numbers, so that a bound can be summed without rounding.
 *
 * <p>A positive price on a party's net charges what it receives and credits what it gives: its netMax is scarce. A
 * negative one does the reverse: its netMin is.
 */
public final class DualPrices {
    /** A party's price is in 2^-24. */
    public static final int NET_SCALE = 24;

    private final int capacityScale;
    private final long[] capacity;
    private final int[] firstCell;
    private final long[] net;

    /**
     * @param capacityScale capacity prices are in 2^-capacityScale of the objective's unit
     * @param capacity prices by offer, pool and slot of the offer's window, in that order
     * @param net prices by party
     */
    public DualPrices(PairingProblem problem, int capacityScale, long[] capacity, long[] net) {
        if (capacityScale < 0 || capacityScale > 60) {
            throw new IllegalArgumentException("capacity scale " + capacityScale + " is not within 0..60");
        }
        if (Arrays.stream(capacity).anyMatch(price -> price < 0)) {
            throw new IllegalArgumentException("a capacity price is negative");
        }
        List<PairingOffer> offers = problem.offers();
        firstCell = new int[offers.size() + 1];
        for (int o = 0; o < offers.size(); o++) {
            PairingOffer offer = offers.get(o);
            firstCell[o + 1] = firstCell[o] + offer.pools().size() * (offer.until() - offer.from());
        }
        if (capacity.length != firstCell[offers.size()]
                || net.length != problem.parties().size()) {
            throw new IllegalArgumentException("prices for " + capacity.length + " cells and " + net.length
                    + " parties, the problem has " + firstCell[offers.size()] + " and "
                    + problem.parties().size());
        }
        this.capacityScale = capacityScale;
        this.capacity = capacity.clone();
        this.net = net.clone();
    }

    public int capacityScale() {
        return capacityScale;
    }

    /** Fixed-point price of a cell; cells are counted by offer, pool and slot of the offer's window. */
    public long capacityPrice(int cell) {
        return capacity[cell];
    }

    /** First cell of an offer; of the number of offers, the end of the last. */
    public int firstCell(int offer) {
        return firstCell[offer];
    }

    /** Fixed-point price of a party's net. */
    public long netPrice(int party) {
        return net[party];
    }

    /**
     * What the capacity that a candidate takes is worth at these prices, in the objective's unit: with its reserve, a
     * price at which the same good costs everyone the same.
     */
    public double capacityCharge(PairingProblem problem, int line, int candidate) {
        int o = problem.offer(candidate);
        PairingOffer offer = problem.offers().get(o);
        int length = offer.until() - offer.from();
        double charge = 0;
        for (int pool = 0; pool < offer.pools().size(); pool++) {
            int cell = firstCell[o] + pool * length - offer.from();
            for (int slot = problem.lineFrom(line); slot < problem.lineUntil(line); slot++) {
                charge += (double) problem.use(candidate, pool) * capacity[cell + slot];
            }
        }
        return Math.scalb(charge, -capacityScale);
    }
}
