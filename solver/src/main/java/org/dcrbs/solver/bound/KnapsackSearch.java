package org.dcrbs.solver.bound;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.dcrbs.solver.DualPrices;
import org.dcrbs.solver.KnapsackPrices;
import org.dcrbs.solver.table.PairingTable;

/**
 * Looks for claims and net prices that prove a low bound: subgradient steps of Polyak's length towards what is known to
 * be reached, each leaning on the one before (Camerini, Fratta and Maffioli 1975), shorter when nothing gets better.
 */
public final class KnapsackSearch {
    /** How many nodes each offer's knapsack may take on the way. */
    private static final int NODES = 4_000;
    /** The same for the last look; the checker takes several times as many. */
    private static final int NODES_IN_THE_END = 25_000;

    private static final double FIRST_SHARE = 0.3;
    private static final double LAST_SHARE = 1e-4;
    private static final double SHORTEN = 0.7;
    private static final int PATIENCE = 8;
    private static final double LEAN = 0.2;
    /** How far a party's net weighs against a line, by the usual worth of a line. */
    private static final double NET_WEIGHT = 2;

    private final PairingTable table;
    private final KnapsackDual dual;
    private final int tick;
    private final double target;
    private final double netUnit;
    private final double[] slope;
    private final double[] netSlope;
    private final double[] given;
    private final long[] bestClaims;
    private final long[] bestNet;
    private long best = Long.MAX_VALUE;

    /**
     * @param linear the linear bound to start from
     * @param reached an objective that some choice has, or a guess at it; the steps lead towards it
     */
    public KnapsackSearch(PairingTable table, CertifiedBound linear, long reached) {
        this.table = table;
        tick = linear.tick();
        target = Math.scalb((double) reached, tick);
        dual = new KnapsackDual(table, linear);
        double worth = new PriceScales(table).worth();
        netUnit = NET_WEIGHT / (worth * worth);
        slope = new double[dual.groups.count()];
        netSlope = new double[table.partyCount()];
        given = new double[table.partyCount()];
        bestClaims = dual.claims.clone();
        bestNet = dual.net.clone();
    }

    /**
     * Steps until the steps are too short to matter.
     *
     * @param improved hears each better bound, in the objective's unit
     */
    public void run(int steps, BooleanSupplier stop, LongConsumer improved) {
        double share = FIRST_SHARE;
        int vain = 0;
        for (int step = 0; step < steps && share > LAST_SHARE; step++) {
            long value = dual.evaluate(NODES, stop);
            if (value == Long.MAX_VALUE) {
                return;
            }
            vain = value < best ? 0 : vain + 1;
            if (value < best) {
                keep(value);
                improved.accept(bound());
            }
            if (vain > PATIENCE) {
                vain = 0;
                share *= SHORTEN;
                restart();
                continue;
            }
            double norm = lean();
            if (norm == 0 || value <= target) {
                return;
            }
            move(share * (value - target) / norm);
            dual.claimMore();
        }
    }

    /** Looks at the best claims once more, and longer at the offers that are hard to fill. */
    public void refine(BooleanSupplier stop, LongConsumer improved) {
        restart();
        long value = dual.evaluate(NODES_IN_THE_END, stop);
        if (value < best) {
            best = value;
            improved.accept(bound());
        }
    }

    /** The best bound so far, in the objective's unit; {@link Long#MAX_VALUE} before the first step. */
    public long bound() {
        return best == Long.MAX_VALUE ? best : best >> tick;
    }

    /** What proves it. A candidate that no choice can use is claimed nothing for. */
    public KnapsackPrices prices() {
        long[] claims = new long[table.problem.candidateCount()];
        for (int k = 0; k < table.candidateCount(); k++) {
            claims[table.original[k]] = bestClaims[dual.groups.of[k]];
        }
        return new KnapsackPrices(table.problem, tick, claims, bestNet);
    }

    private void keep(long value) {
        best = value;
        System.arraycopy(dual.claims, 0, bestClaims, 0, bestClaims.length);
        System.arraycopy(dual.net, 0, bestNet, 0, bestNet.length);
    }

    private void restart() {
        System.arraycopy(bestClaims, 0, dual.claims, 0, bestClaims.length);
        System.arraycopy(bestNet, 0, dual.net, 0, bestNet.length);
        Arrays.fill(slope, 0);
        Arrays.fill(netSlope, 0);
    }

    /** Turns the direction towards the new subgradient; the square of its length. */
    private double lean() {
        Arrays.fill(given, 0);
        double norm = 0;
        for (int line = 0; line < table.lineCount(); line++) {
            int k = table.firstCandidate[line];
            for (int group = dual.groups.first[line]; group < dual.groups.first[line + 1]; group++) {
                double more = dual.chosen(line, group) ? 1 : 0;
                for (; k < table.firstCandidate[line + 1] && dual.groups.of[k] == group; k++) {
                    if (dual.taken[k]) {
                        more--;
                        given[table.bundleParty[table.bundleOf[line]]] += table.worth[k];
                        given[table.provider[k]] -= table.worth[k];
                    }
                }
                slope[group] = LEAN * slope[group] + (1 - LEAN) * more;
                norm += slope[group] * slope[group];
            }
        }
        for (int p = 0; p < given.length; p++) {
            netSlope[p] = LEAN * netSlope[p] + (1 - LEAN) * room(p);
            norm += netSlope[p] * netSlope[p] * netUnit;
        }
        return norm;
    }

    /** How far a party's net is from the bound that its price stands for; no price moves while a net is within both. */
    private double room(int p) {
        double max = table.bounds.max[p] - given[p];
        double min = table.bounds.min[p] - given[p];
        if (dual.net[p] > 0 || max < 0) {
            return table.bounds.hasMax(p) ? max : 0;
        }
        return dual.net[p] < 0 || min > 0 ? (table.bounds.hasMin(p) ? min : 0) : 0;
    }

    private void move(double length) {
        for (int group = 0; group < slope.length; group++) {
            dual.claims[group] = Math.subtractExact(dual.claims[group], Math.round(length * slope[group]));
        }
        for (int p = 0; p < netSlope.length; p++) {
            double move = Math.scalb(length * netUnit * netSlope[p], DualPrices.NET_SCALE - tick);
            long price = dual.net[p] - Math.round(move);
            boolean crosses = (price > 0 && dual.net[p] < 0) || (price < 0 && dual.net[p] > 0);
            dual.net[p] = crosses ? 0 : CertifiedBound.allowed(table.bounds, p, price);
        }
    }
}
