package org.dcrbs.solver.search;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.dcrbs.solver.table.PairingTable;

/** Simulated annealing by ejections, some moves at a time. Keeps count of them. */
public final class Walk {
    private final Terms terms;
    private final Ranking ranking;
    private final Cooling cooling;
    private final double doubt;
    private final int[] movable;
    private long moves;
    static long A,U;
    public static void dump() { System.err.println(" acc "+A+" up "+U);A=0;U=0; }


    public Walk(Terms terms, Ranking ranking, double doubt, Cooling cooling) {
        this.terms = terms;
        this.ranking = ranking;
        this.cooling = cooling;
        this.doubt = doubt;
        PairingTable table = terms.table();
        movable =
                IntStream.range(0, table.bundleCount()).filter(table::servable).toArray();
    }

    /** Moves tried so far. */
    public long moves() {
        return moves;
    }

    /** Goes on for so many moves, and keeps in a journal what was before them. */
    public void go(Allocation allocation, int steps, long seed, Journal journal) {
        if (movable.length == 0) {
            return;
        }
        SplittableRandom random = new SplittableRandom(seed);
        Ejections ejections = new Ejections(terms, ranking, allocation, journal, doubt, random);
        double temperature = cooling.temperature(moves);
        for (int i = 0; i < steps; i++) {
            double least = terms.merit(allocation) + temperature * Math.log(1 - random.nextDouble());
            int b = movable[random.nextInt(movable.length)];
            double before = terms.merit(allocation);
            boolean ok = ejections.attempt(b, least);
            double d = terms.merit(allocation) - before;
            if (ok) A++; if (d>0) U++;
        }
        moves += steps;
    }
}
