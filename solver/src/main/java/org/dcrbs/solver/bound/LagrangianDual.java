package org.dcrbs.solver.bound;

import java.util.Arrays;
import org.dcrbs.solver.table.OfferTable;
import org.dcrbs.solver.table.PairingTable;

/** What everyone would choose at given prices if nothing else held them back, and what that adds up to. */
public final class LagrangianDual {
    private final PairingTable table;
    private final Ranges ranges;
    /** By line: the candidate of the bundle's best package; -1 if the bundle cannot be served. */
    final int[] choice;
    /** By bundle: what its best package is worth after its charges. */
    final double[] value;

    public LagrangianDual(PairingTable table) {
        this(table, new Ranges(1));
    }

    LagrangianDual(PairingTable table, Ranges ranges) {
        this.table = table;
        this.ranges = ranges;
        choice = new int[table.lineCount()];
        value = new double[table.bundleCount()];
    }

    /** By bundle: what its best package was worth at the prices of the last evaluation. */
    public double value(int bundle) {
        return value[bundle];
    }

    /** Whether the bundle's best package was chosen. */
    boolean chosen(int bundle) {
        return value[bundle] > 0 || (table.mandatory[bundle] && table.servable(bundle));
    }

    /** The bound that these prices prove, up to rounding. */
    public double evaluate(Prices prices) {
        ranges.each(table.bundleCount(), (from, until) -> {
            for (int b = from; b < until; b++) {
                value[b] = best(b, prices);
            }
        });
        double sum = scarcity(prices);
        for (int b = 0; b < table.bundleCount(); b++) {
            if (chosen(b)) {
                sum += value[b];
            }
        }
        return sum;
    }

    /** What all capacity and all bounds on nets are worth. */
    private double scarcity(Prices prices) {
        OfferTable offers = table.offers;
        double sum = 0;
        for (int o = 0; o < offers.count(); o++) {
            for (int pool = 0; pool < offers.pools(o); pool++) {
                long capacity = offers.capacity[offers.firstPool[o] + pool];
                int cell = offers.firstCell(o, pool);
                for (int t = 0; t < offers.length[o]; t++) {
                    sum += capacity * prices.capacity[cell + t];
                }
            }
        }
        for (int p = 0; p < table.partyCount(); p++) {
            double price = prices.net[p];
            sum += price > 0 ? price * table.bounds.max[p] : price * table.bounds.min[p];
        }
        return sum;
    }

    private double best(int bundle, Prices prices) {
        int first = table.firstLine[bundle];
        int end = table.firstLine[bundle + 1];
        if (!table.servable(bundle)) {
            Arrays.fill(choice, first, end, -1);
            return Double.NEGATIVE_INFINITY;
        }
        if (table.sameProvider[bundle]) {
            return bestOfOneProvider(first, end, prices);
        }
        double sum = 0;
        for (int line = first; line < end; line++) {
            int best = bestIn(line, table.firstCandidate[line], table.firstCandidate[line + 1], prices);
            choice[line] = best;
            sum += prices.reduced(line, best);
        }
        return sum;
    }

    private int bestIn(int line, int from, int until, Prices prices) {
        int best = from;
        double most = Double.NEGATIVE_INFINITY;
        for (int k = from; k < until; k++) {
            double reduced = prices.reduced(line, k);
            if (reduced > most) {
                most = reduced;
                best = k;
            }
        }
        return best;
    }

    /** Candidates are sorted by provider, and every provider is in every line. */
    private double bestOfOneProvider(int first, int end, Prices prices) {
        int lines = end - first;
        int[] at = Arrays.copyOfRange(table.firstCandidate, first, end);
        int[] picks = new int[lines];
        double most = Double.NEGATIVE_INFINITY;
        while (at[0] < table.firstCandidate[first + 1]) {
            int provider = table.provider[at[0]];
            double sum = 0;
            for (int i = 0; i < lines; i++) {
                int start = at[i];
                while (at[i] < table.firstCandidate[first + i + 1] && table.provider[at[i]] == provider) {
                    at[i]++;
                }
                picks[i] = bestIn(first + i, start, at[i], prices);
                sum += prices.reduced(first + i, picks[i]);
            }
            if (sum > most) {
                most = sum;
                System.arraycopy(picks, 0, choice, first, lines);
            }
        }
        return most;
    }
}
