package org.dcrbs.solver;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.dcrbs.solver.bound.PriceScales;
import org.dcrbs.solver.bound.Prices;
import org.dcrbs.solver.planning.Annealing;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.search.Insertion;
import org.dcrbs.solver.search.Ranking;
import org.dcrbs.solver.search.Repair;
import org.dcrbs.solver.search.Terms;
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
     * @param fromMended whether to start from what the round before came to after mending
     */
    private record Round(double share, double heat, double hardness, boolean fromMended) {}

    private static final List<Round> BOUNDED = List.of(
            new Round(0.3, 0.053, 2, false),
            new Round(0.2, 0.033, 6, false),
            new Round(0.2, 0.026, 20, false),
            new Round(0.15, 0.02, 60, true),
            new Round(0.15, 0.013, 500, true));
    private static final List<Round> UNBOUNDED = List.of(new Round(1, 0.053, 1, false));

    private final PairingTable table;
    private final Ranking ranking;
    private final long seed;
    private final double usualRatio;
    private final double usualSurplus;
    private long steps;

    SearchRounds(PairingTable table, Prices prices, long seed) {
        this.table = table;
        ranking = new Ranking(table, prices::reduced);
        this.seed = seed;
        PriceScales scales = new PriceScales(table);
        usualRatio = Math.max(1e-6, scales.net());
        usualSurplus = Math.max(1, scales.surplus());
    }

    /** Moves tried so far. */
    long steps() {
        return steps;
    }

    /** Searches on from a start, and shows each mended allocation. */
    void run(Allocation start, Duration time, OptionalLong moves, Consumer<Allocation> found, BooleanSupplier stop) {
        List<Round> rounds = table.bounds.any() || hasMandatory() ? BOUNDED : UNBOUNDED;
        Allocation working = new Allocation(table);
        working.restore(start.picks());
        Allocation mended = working;
        for (int i = 0; i < rounds.size() && !stop.getAsBoolean(); i++) {
            Round round = rounds.get(i);
            if (round.fromMended()) {
                working = mended;
            }
            Terms terms = new Terms(table, round.hardness() * usualRatio, (long) (2 * round.hardness() * usualSurplus));
            OptionalLong share = moves.isPresent()
                    ? OptionalLong.of(Math.max(1, (long) (moves.getAsLong() * round.share())))
                    : OptionalLong.empty();
            Duration length = Duration.ofNanos((long) (time.toNanos() * round.share()));
            steps += new Annealing(terms, ranking, round.heat() * lineSurplus(start), Double.parseDouble(System.getProperty("doubt","0.08")) * lineSurplus(start), seed + i)
                    .improve(working, length, share, stop);
            System.err.println("round " + i + " T " + round.heat() * lineSurplus(start) + " steps " + steps+" merit "+working.surplus()+" viol "+working.netViolation()); org.dcrbs.solver.search.Walk.dump();
            mended = new Allocation(table);
            mended.restore(working.picks());
            new Repair(mended).run();
            Insertion.byRank(mended, ranking);
            System.err.println("mended "+mended.surplus()); found.accept(mended);
        }
    }

    private boolean hasMandatory() {
        for (boolean mandatory : table.mandatory) {
            if (mandatory) {
                return true;
            }
        }
        return false;
    }

    private double lineSurplus(Allocation start) {
        long lines = 0;
        for (int b = 0; b < table.bundleCount(); b++) {
            lines += start.served(b) ? table.lines(b) : 0;
        }
        return (double) Math.abs(start.surplus()) / Math.max(1, lines);
    }
}
