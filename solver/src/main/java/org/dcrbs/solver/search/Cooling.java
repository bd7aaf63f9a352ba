package org.dcrbs.solver.search;

/** The temperature of an annealing: losses of about its size are accepted one time in three. */
@FunctionalInterface
public interface Cooling {
    /**
     * @param moves tried so far
     */
    double temperature(long moves);

    /** Cools from a start down to nothing while so many moves are tried. */
    static Cooling byMoves(double start, long all) {
        return moves -> start * Math.max(0, 1 - (double) moves / all);
    }

    /** Cools from a start down to nothing during so many nanoseconds from now on. */
    static Cooling byTime(double start, long nanos) {
        long begin = System.nanoTime();
        return moves -> start * Math.max(0, 1 - (double) (System.nanoTime() - begin) / nanos);
    }
}
