package org.dcrbs.solver.exact;

import java.util.function.BooleanSupplier;
import org.dcrbs.solver.bound.CertifiedBound;
import org.dcrbs.solver.bound.PriceSearch;
import org.dcrbs.solver.bound.Prices;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.search.Insertion;
import org.dcrbs.solver.search.Packages;
import org.dcrbs.solver.table.PairingTable;
import org.dcrbs.solver.table.Restriction;
import org.jspecify.annotations.Nullable;

/**
 * Splits the choice for one bundle, or for one line, in two, prices each half anew and drops those whose bound is no
 * better than what is known; what is left in the end is best. The bounds are the certified ones, so nothing is dropped
 * by a rounding error.
 */
public final class BranchAndBound {
    private static final int FIRST_STEPS = 300;
    private static final int STEPS = 60;

    private final PairingTable whole;
    private final long mostNodes;
    private final BooleanSupplier stop;
    private @Nullable Allocation best;
    private long nodes;
    private boolean complete = true;

    /**
     * @param start the best feasible allocation known, or none
     */
    public BranchAndBound(PairingTable whole, @Nullable Allocation start, long mostNodes, BooleanSupplier stop) {
        this.whole = whole;
        this.best = start;
        this.mostNodes = mostNodes;
        this.stop = stop;
    }

    /** Searches; true if the whole tree was, so that the best is proven, or, if there is none, that none exists. */
    public boolean run() {
        Prices prices = new PriceSearch(whole).run(FIRST_STEPS, stop);
        explore(Restriction.of(whole.problem), prices);
        return complete;
    }

    /** The best feasible allocation found or given. */
    public @Nullable Allocation best() {
        return best;
    }

    public long nodes() {
        return nodes;
    }

    private void explore(Restriction choices, Prices parent) {
        if (nodes >= mostNodes || stop.getAsBoolean()) {
            complete = false;
            return;
        }
        nodes++;
        Propagation propagation = new Propagation(whole, choices);
        if (!propagation.run()) {
            return;
        }
        PairingTable table = propagation.table();
        PriceSearch search = new PriceSearch(table).from(parent);
        Prices prices = search.run(STEPS, () -> false);
        Allocation found = new Allocation(table);
        Insertion.byPrice(found, prices);
        consider(found);
        if (best != null && bound(table, prices) <= best.surplus()) {
            return;
        }
        branch(propagation.restriction(), table, prices, search);
    }

    private static long bound(PairingTable table, Prices prices) {
        try {
            return CertifiedBound.of(table, prices).bound();
        } catch (ArithmeticException tooWild) {
            return Long.MAX_VALUE;
        }
    }

    private void consider(Allocation found) {
        if (found.feasible() && (best == null || found.surplus() > best.surplus())) {
            best = Allocation.on(whole, found);
        }
    }

    private void branch(Restriction restriction, PairingTable table, Prices prices, PriceSearch search) {
        int bundle = undecided(table, search);
        if (bundle >= 0) {
            boolean servedFirst = search.frequency(bundle) >= 0.5;
            explore(servedFirst ? restriction.withServed(bundle) : restriction.withLeftOut(bundle), prices);
            explore(servedFirst ? restriction.withLeftOut(bundle) : restriction.withServed(bundle), prices);
            return;
        }
        int line = openLine(table);
        if (line >= 0) {
            int k = bestCandidate(table, prices, line);
            explore(restriction.withOnly(line, table.original[k]), prices);
            explore(restriction.without(table.original[k]), prices);
            return;
        }
        consider(onlyChoice(table));
    }

    /** The bundle whose being served is least clear, or -1 if all are decided. */
    private static int undecided(PairingTable table, PriceSearch search) {
        int least = -1;
        double distance = 2;
        for (int b = 0; b < table.bundleCount(); b++) {
            double unsure = Math.abs(search.frequency(b) - 0.5);
            if (table.servable(b) && !table.mandatory[b] && unsure < distance) {
                distance = unsure;
                least = b;
            }
        }
        return least;
    }

    /** The line with the most candidates left, or -1 if all have one at most. */
    private static int openLine(PairingTable table) {
        int open = -1;
        int most = 1;
        for (int line = 0; line < table.lineCount(); line++) {
            int candidates = table.firstCandidate[line + 1] - table.firstCandidate[line];
            if (candidates > most) {
                most = candidates;
                open = line;
            }
        }
        return open;
    }

    private static int bestCandidate(PairingTable table, Prices prices, int line) {
        int best = table.firstCandidate[line];
        for (int k = best + 1; k < table.firstCandidate[line + 1]; k++) {
            if (prices.reduced(line, k) > prices.reduced(line, best)) {
                best = k;
            }
        }
        return best;
    }

    /** Every bundle that is not left out, by its only package. */
    private static Allocation onlyChoice(PairingTable table) {
        Allocation allocation = new Allocation(table);
        Packages packages = new Packages(table);
        for (int b = 0; b < table.bundleCount(); b++) {
            int bundle = b;
            if (table.servable(b)) {
                packages.forEach(b, picks -> {
                    allocation.serve(bundle, picks);
                    return false;
                });
            }
        }
        return allocation;
    }
}
