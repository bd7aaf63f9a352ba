package org.dcrbs.solver.search;

/** The temperature of an annealing: losses of about its size are accepted one time in three. */
@FunctionalInterface
public interface Cooling {
    /**
     * @param moves tried so far
     */
    double temperature(long moves);

    /** Cools from a start to an end, by the same share in each move, while so many moves are tried. */
    static Cooling byMoves(Heat heat, long all) {
        return moves -> heat.after((double) moves / all);
    }

    /** Cools from a start to an end, by the same share in each moment, during so many nanoseconds from now on. */
    static Cooling byTime(Heat heat, double nanos) {
        long begin = System.nanoTime();
        return moves -> heat.after((System.nanoTime() - begin) / nanos);
    }
}
