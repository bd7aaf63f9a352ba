package org.dcrbs.solver.bound;

import java.util.Arrays;
import org.dcrbs.solver.DualPrices;
import org.dcrbs.solver.table.NetBounds;
import org.dcrbs.solver.table.OfferTable;
import org.dcrbs.solver.table.PairingTable;

/**
 * Sums up, in whole numbers, the bound that prices prove. Amounts are in ticks, a power of two to the objective's
 * unit; whatever must be rounded is rounded so that the bound grows. Hence no floating-point error can make it false.
 */
public final class CertifiedBound {
    private static final int FINEST_TICK = 20;
    /** Bits left above all surpluses together, for what prices add to the sum on the way. */
    private static final int HEADROOM = 4;

    private static final long DEAREST_NET = 1L << 44;

    private final PairingTable table;
    private final int tick;
    private final int capacityScale;
    private final long[] capacity;
    private final long[] net;
    private final long[] before;

    private CertifiedBound(PairingTable table, Prices prices) {
        this.table = table;
        tick = tick(table);
        double dearest = Arrays.stream(prices.capacity).max().orElse(0);
        capacityScale = capacityScale(dearest, table.problem.slots());
        capacity = new long[prices.capacity.length];
        for (int i = 0; i < capacity.length; i++) {
            capacity[i] = Math.max(0, (long) Math.scalb(prices.capacity[i], capacityScale));
        }
        net = new long[prices.net.length];
        for (int p = 0; p < net.length; p++) {
            net[p] = allowed(table.bounds, p, (long) Math.scalb(prices.net[p], DualPrices.NET_SCALE));
        }
        before = new long[capacity.length + table.offers.capacity.length];
        sumUp();
    }

    /** Fixes floating-point prices as whole numbers. */
    public static CertifiedBound of(PairingTable table, Prices prices) {
        return new CertifiedBound(table, prices);
    }

    /** The prices that prove the bound. */
    public DualPrices prices() {
        return new DualPrices(table.problem, capacityScale, capacity, net);
    }

    /**
     * The bound, in the objective's unit.
     *
     * @throws ArithmeticException if the prices are so wild that a sum does not fit
     */
    public long bound() {
        return inTicks() >> tick;
    }

    long inTicks() {
        long sum = scarcity();
        for (int b = 0; b < table.bundleCount(); b++) {
            if (table.servable(b)) {
                long best = best(b);
                sum = Math.addExact(sum, table.mandatory[b] ? best : Math.max(0, best));
            }
        }
        return sum;
    }

    /** Amounts are in 2^-tick of the objective's unit. */
    int tick() {
        return tick;
    }

    long[] netPrices() {
        return net.clone();
    }

    /** What a candidate is worth after its charges, in ticks, rounded up. */
    long reduced(int line, int k) {
        long price = net[table.bundleParty[table.bundleOf[line]]] - net[table.provider[k]];
        return Math.subtractExact(afterNet(table.surplus[k], table.worth[k], price), charge(line, k));
    }

    /** What is left of a surplus after a worth has been paid for at a price of nets, in ticks, rounded up. */
    long afterNet(long surplus, long worth, long price) {
        return Math.subtractExact(surplus << tick, FixedPoint.floor(worth, price, DualPrices.NET_SCALE - tick));
    }

    /** What the capacity that a candidate takes costs, in ticks, rounded down. */
    long charge(int line, int k) {
        long charge = 0;
        int o = table.offer[k];
        int at = table.cell[k] + table.offers.firstPool[o];
        for (int i = table.firstUse[k]; i < table.firstUse[k + 1]; i++) {
            long price = before[at + table.length[line]] - before[at];
            charge = Math.addExact(charge, FixedPoint.floor(table.uses[i], price, capacityScale - tick));
            at += table.offers.length[o] + 1;
        }
        return charge;
    }

    /** The nearest price that a party's net may have: none for a bound that is not there. */
    static long allowed(NetBounds bounds, int party, long price) {
        long low = bounds.hasMin(party) ? -DEAREST_NET : 0;
        long high = bounds.hasMax(party) ? DEAREST_NET : 0;
        return Math.max(low, Math.min(high, price));
    }

    private static int tick(PairingTable table) {
        long all = 1;
        for (int line = 0; line < table.lineCount(); line++) {
            long largest = 0;
            for (int k = table.firstCandidate[line]; k < table.firstCandidate[line + 1]; k++) {
                largest = Math.max(largest, Math.abs(table.surplus[k]));
            }
            all += largest;
        }
        return Math.max(0, Math.min(FINEST_TICK, Long.numberOfLeadingZeros(all) - 1 - HEADROOM));
    }

    /** As fine as the sum of a pool's prices over all slots still fits. */
    private static int capacityScale(double dearest, int slots) {
        int scale = 60 - Math.getExponent(Math.max(1e-9, dearest) * slots) - 1;
        return Math.max(FINEST_TICK, Math.min(60, scale));
    }

    private void sumUp() {
        OfferTable offers = table.offers;
        for (int o = 0; o < offers.count(); o++) {
            for (int pool = 0; pool < offers.pools(o); pool++) {
                int cell = offers.firstCell(o, pool);
                int at = cell + offers.firstPool[o] + pool;
                for (int t = 0; t < offers.length[o]; t++) {
                    before[at + t + 1] = Math.addExact(before[at + t], capacity[cell + t]);
                }
            }
        }
    }

    private long scarcity() {
        long sum = netScarcity(net);
        for (int o = 0; o < table.offers.count(); o++) {
            sum = Math.addExact(sum, scarcity(o));
        }
        return sum;
    }

    /** What an offer's capacity is worth, in ticks, rounded up. */
    long scarcity(int o) {
        OfferTable offers = table.offers;
        long sum = 0;
        for (int pool = 0; pool < offers.pools(o); pool++) {
            long all = before[offers.firstCell(o, pool) + offers.firstPool[o] + pool + offers.length[o]];
            long amount = offers.capacity[offers.firstPool[o] + pool];
            sum = Math.addExact(sum, FixedPoint.ceil(amount, all, capacityScale - tick));
        }
        return sum;
    }

    /** What the bounds on nets are worth at these prices of them, in ticks, rounded up. */
    long netScarcity(long[] netPrices) {
        long sum = 0;
        for (int p = 0; p < netPrices.length; p++) {
            long bound = netPrices[p] > 0 ? table.bounds.max[p] : table.bounds.min[p];
            sum = Math.addExact(sum, FixedPoint.ceil(bound, netPrices[p], DualPrices.NET_SCALE - tick));
        }
        return sum;
    }

    /** What the bundle's best package is worth, in ticks. */
    long best(int bundle) {
        int first = table.firstLine[bundle];
        int end = table.firstLine[bundle + 1];
        if (table.sameProvider[bundle]) {
            return bestOfOneProvider(first, end);
        }
        long sum = 0;
        for (int line = first; line < end; line++) {
            sum = Math.addExact(sum, bestIn(line, table.firstCandidate[line], table.firstCandidate[line + 1]));
        }
        return sum;
    }

    /** What the best of some of a line's candidates is worth, in ticks. */
    long bestIn(int line, int from, int until) {
        long most = Long.MIN_VALUE;
        for (int k = from; k < until; k++) {
            most = Math.max(most, reduced(line, k));
        }
        return most;
    }

    private long bestOfOneProvider(int first, int end) {
        int[] at = Arrays.copyOfRange(table.firstCandidate, first, end);
        long most = Long.MIN_VALUE;
        while (at[0] < table.firstCandidate[first + 1]) {
            long sum = 0;
            for (int i = 0; i < end - first; i++) {
                int until = table.endOfProvider(first + i, at[i]);
                sum = Math.addExact(sum, bestIn(first + i, at[i], until));
                at[i] = until;
            }
            most = Math.max(most, sum);
        }
        return most;
    }
}
