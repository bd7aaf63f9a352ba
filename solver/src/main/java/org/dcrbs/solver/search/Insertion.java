package org.dcrbs.solver.search;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.dcrbs.solver.bound.Prices;
import org.dcrbs.solver.table.PairingTable;

/** Fills an allocation bundle by bundle, never breaking what is not broken yet. */
public final class Insertion {
    private static final int MOST_PASSES = 10;
    private static final int MOST_PACKAGES = 2_000;

    private final Allocation allocation;

    private Insertion(Allocation allocation) {
        this.allocation = allocation;
    }

    /** In the order of the problem, at the candidates of most surplus. */
    public static void firstCome(Allocation allocation) {
        PairingTable table = allocation.table();
        Ranking ranking = new Ranking(table, (line, k) -> table.surplus[k]);
        new Insertion(allocation).run(IntStream.range(0, table.bundleCount()).toArray(), ranking);
    }

    /** The bundles that are worth most at given prices, for what they take, first. */
    public static void byPrice(Allocation allocation, Prices prices) {
        byRank(allocation, new Ranking(allocation.table(), prices::reduced));
    }

    /** The bundles that are worth most by a ranking, for what their surplus is, first. */
    public static void byRank(Allocation allocation, Ranking ranking) {
        PairingTable table = allocation.table();
        double[] rank = new double[table.bundleCount()];
        for (int b = 0; b < rank.length; b++) {
            rank[b] = rank(table, ranking, b);
        }
        int[] order = IntStream.range(0, rank.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(b -> -rank[b]).thenComparingInt(b -> b))
                .mapToInt(b -> b)
                .toArray();
        new Insertion(allocation).run(order, ranking);
    }

    /** Tries every package of every bundle that is left, so that nothing stays out that could still come in. */
    public static void everyPackage(Allocation allocation) {
        new Insertion(allocation).runPackages();
    }

    /** More than once, for a bundle that comes in can make room in the nets of others. */
    private void runPackages() {
        boolean changed = true;
        for (int pass = 0; changed && pass < MOST_PASSES; pass++) {
            changed = false;
            for (int b = 0; b < allocation.table().bundleCount(); b++) {
                changed |= !allocation.served(b) && allocation.table().servable(b) && insertAny(b);
            }
        }
    }

    private boolean insertAny(int bundle) {
        int[] tried = {0};
        new Packages(allocation.table()).forEach(bundle, picks -> !insert(bundle, picks) && ++tried[0] < MOST_PACKAGES);
        return allocation.served(bundle);
    }

    private static double rank(PairingTable table, Ranking ranking, int bundle) {
        double reduced = 0;
        double surplus = 1;
        for (int line = table.firstLine[bundle]; line < table.firstLine[bundle + 1]; line++) {
            double best = Double.NEGATIVE_INFINITY;
            double most = 0;
            for (int k = table.firstCandidate[line]; k < table.firstCandidate[line + 1]; k++) {
                best = Math.max(best, ranking.value[k]);
                most = Math.max(most, Math.abs((double) table.surplus[k]));
            }
            reduced += best;
            surplus += most;
        }
        return table.mandatory[bundle] ? Double.POSITIVE_INFINITY : reduced / surplus;
    }

    private void run(int[] order, Ranking ranking) {
        PlaceFinder places = new PlaceFinder(allocation, ranking);
        boolean changed = true;
        for (int pass = 0; changed && pass < MOST_PASSES; pass++) {
            changed = false;
            for (int bundle : order) {
                changed |= !allocation.served(bundle) && insert(bundle, places.find(bundle));
            }
        }
    }

    /** Keeps a package if there is one, it fits, breaks no bound and gains. */
    private boolean insert(int bundle, int[] picks) {
        if (picks.length == 0) {
            return false;
        }
        long overdraw = allocation.overdraw();
        long surplus = allocation.surplus();
        long violation = allocation.netViolation();
        allocation.serve(bundle, picks);
        boolean gains = allocation.surplus() > surplus || allocation.table().mandatory[bundle];
        boolean better = allocation.overdraw() <= overdraw
                && (allocation.netViolation() < violation || (allocation.netViolation() == violation && gains));
        if (!better) {
            allocation.release(bundle);
        }
        return better;
    }
}
