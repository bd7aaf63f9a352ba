package org.dcrbs.solver;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.dcrbs.solver.bound.PriceScales;
import org.dcrbs.solver.bound.Prices;
import org.dcrbs.solver.planning.Annealing;
import org.dcrbs.solver.planning.Terms;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.search.Insertion;
import org.dcrbs.solver.search.Repair;
import org.dcrbs.solver.table.PairingTable;

/**
 * Rounds of annealing that get cooler while bounds on nets get harder, each mended afterwards. A hard bound from the
 * start would block trades that are only good together.
 */
final class SearchRounds {
    /**
     * @param share of the time
     * @param heat starting temperature, as a share of a served line's surplus
     * @param hardness what violating a bound costs, as a multiple of the surplus usual for the worth
     */
    private record Round(double share, double heat, double hardness) {}

    private static final List<Round> BOUNDED =
            List.of(new Round(0.5, 0.2, 2), new Round(0.3, 0.08, 5), new Round(0.2, 0.03, 20));
    private static final List<Round> UNBOUNDED = List.of(new Round(1, 0.2, 1));

    private final PairingTable table;
    private final Prices prices;
    private final long seed;
    private final double usualRatio;
    private long steps;

    SearchRounds(PairingTable table, Prices prices, long seed) {
        this.table = table;
        this.prices = prices;
        this.seed = seed;
        usualRatio = Math.max(1e-6, new PriceScales(table).net());
    }

    /** Moves tried so far. */
    long steps() {
        return steps;
    }

    /** Searches on from a start, and shows each mended allocation. */
    void run(Allocation start, Duration time, OptionalLong moves, Consumer<Allocation> found, BooleanSupplier stop) {
        List<Round> rounds = table.bounds.any() ? BOUNDED : UNBOUNDED;
        Allocation working = new Allocation(table);
        working.restore(start.picks());
        for (int i = 0; i < rounds.size() && !stop.getAsBoolean(); i++) {
            Round round = rounds.get(i);
            Terms terms = new Terms(table, prices, round.hardness() * usualRatio);
            OptionalLong share = moves.isPresent()
                    ? OptionalLong.of(Math.max(1, (long) (moves.getAsLong() * round.share())))
                    : OptionalLong.empty();
            Duration length = Duration.ofNanos((long) (time.toNanos() * round.share()));
            steps += new Annealing(terms, (long) (round.heat() * lineSurplus(start)), seed + i)
                    .improve(working, length, share, stop);
            Allocation mended = new Allocation(table);
            mended.restore(working.picks());
            new Repair(mended).run();
            Insertion.byPrice(mended, prices);
            found.accept(mended);
        }
    }

    private double lineSurplus(Allocation start) {
        long lines = 0;
        for (int b = 0; b < table.bundleCount(); b++) {
            lines += start.served(b) ? table.lines(b) : 0;
        }
        return (double) Math.abs(start.surplus()) / Math.max(1, lines);
    }
}
