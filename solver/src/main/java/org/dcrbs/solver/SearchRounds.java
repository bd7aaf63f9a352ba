package org.dcrbs.solver;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.dcrbs.solver.bound.PriceScales;
import org.dcrbs.solver.bound.Prices;
import org.dcrbs.solver.planning.Annealing;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.search.Heat;
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
    private static final int MOST_ROUNDS = 10;

    private static final int FEWEST_ROUNDS = 3;
    /** It takes a while to set out on a round. */
    private static final Duration SHORTEST_ROUND = Duration.ofSeconds(1);

    private static final long FEWEST_MOVES = 2_000;
    /** So many of the last rounds start from what the round before came to after mending. */
    private static final int FROM_MENDED = 2;

    /** Temperature after the last round, as a share of a served line's surplus. */
    private static final double COLD = 0.01;
    /** The same at the start, for a hundred moves a bundle; more moves are worth a hotter start. */
    private static final double HOT = 0.05;

    private static final double HOTTER = 0.35;
    private static final double HOTTEST = 0.15;
    /** About what a core can try; only for how hot to start, if nothing but the time is limited. */
    private static final double MOVES_A_SECOND = 200_000;

    private static final double DOUBT = 0.12;
    /** What violating a bound costs in the first round and in the last, as a multiple of the surplus usual for the worth. */
    private static final double SOFT = 2;

    private static final double HARD = 200;

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
        Allocation working = new Allocation(table);
        working.restore(start.picks());
        Allocation mended = working;
        double unit = Math.max(1, lineSurplus(start));
        double hot = hot(moves.isPresent() ? (double) moves.getAsLong() : MOVES_A_SECOND * time.toNanos() / 1e9);
        long enough = moves.isPresent() ? moves.getAsLong() / FEWEST_MOVES : time.dividedBy(SHORTEST_ROUND);
        int rounds = (int) Math.max(FEWEST_ROUNDS, Math.min(MOST_ROUNDS, enough));
        OptionalLong share =
                moves.isPresent() ? OptionalLong.of(Math.max(1, moves.getAsLong() / rounds)) : OptionalLong.empty();
        long end = System.nanoTime() + time.toNanos();
        for (int i = 0; i < rounds && !stop.getAsBoolean(); i++) {
            if (i >= rounds - FROM_MENDED) {
                working = mended;
            }
            Heat heat = new Heat(
                    unit * between(hot, COLD, i, rounds), unit * between(hot, COLD, i + 1, rounds), unit * DOUBT);
            steps += new Annealing(terms(between(SOFT, HARD, i, rounds - 1)), ranking, heat, seed + i)
                    .improve(
                            working,
                            Duration.ofNanos(Math.max(0, end - System.nanoTime()) / (rounds - i)),
                            share,
                            stop);
            mended = new Allocation(table);
            mended.restore(working.picks());
            new Repair(mended).run();
            Insertion.byRank(mended, ranking);
            found.accept(mended);
        }
    }

    private double hot(double moves) {
        double each = moves / Math.max(1, table.bundleCount());
        return Math.max(COLD, Math.min(HOTTEST, HOT * Math.pow(each / 100, HOTTER)));
    }

    private Terms terms(double hardness) {
        return new Terms(table, hardness * usualRatio, (long) (2 * hardness * usualSurplus));
    }

    /** A step of so many on the way from one number to another, each a multiple of the one before. */
    private static double between(double from, double to, int step, int of) {
        return from * Math.pow(to / from, (double) step / of);
    }

    private double lineSurplus(Allocation start) {
        long lines = 0;
        for (int b = 0; b < table.bundleCount(); b++) {
            lines += start.served(b) ? table.lines(b) : 0;
        }
        return (double) Math.abs(start.surplus()) / Math.max(1, lines);
    }
}
