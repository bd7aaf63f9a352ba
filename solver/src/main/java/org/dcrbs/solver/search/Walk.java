package org.dcrbs.solver.search;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.dcrbs.solver.table.PairingTable;

/** Simulated annealing by ejections, some moves at a time. Keeps count of them. */
public final class Walk {
    private final Terms terms;
    private final Ranking ranking;
    private final double doubt;
    private final Cooling cooling;
    private final int stride;
    private final int[] movable;
    private long moves;

    /**
     * @param doubt as in {@link Heat}
     * @param stride moves at a time
     */
    public Walk(Terms terms, Ranking ranking, double doubt, Cooling cooling, int stride) {
        this.terms = terms;
        this.ranking = ranking;
        this.doubt = doubt;
        this.cooling = cooling;
        this.stride = stride;
        PairingTable table = terms.table();
        movable =
                IntStream.range(0, table.bundleCount()).filter(table::servable).toArray();
    }

    /** Moves tried so far. */
    public long moves() {
        return moves;
    }

    /** Goes on for a stride, and keeps in a journal what was before them. */
    public void go(Allocation allocation, long seed, Journal journal) {
        if (movable.length == 0) {
            return;
        }
        SplittableRandom random = new SplittableRandom(seed);
        Ejections ejections = new Ejections(terms, ranking, allocation, journal, doubt, random);
        double temperature = cooling.temperature(moves);
        for (int i = 0; i < stride; i++) {
            double least = terms.merit(allocation) + temperature * Math.log(1 - random.nextDouble());
            ejections.attempt(movable[random.nextInt(movable.length)], least);
        }
        moves += stride;
    }
}
