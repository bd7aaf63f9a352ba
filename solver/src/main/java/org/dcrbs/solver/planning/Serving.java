package org.dcrbs.solver.planning;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A package: the candidate for each line of a bundle, in the order of its lines. Never changes. */
public final class Serving {
    private final int[] picks;

    public Serving(int... picks) {
        this.picks = picks.clone();
    }

    public int lines() {
        return picks.length;
    }

    public int pick(int line) {
        return picks[line];
    }

    int[] picks() {
        return picks.clone();
    }

    IntStream stream() {
        return Arrays.stream(picks);
    }

    @Override
    public String toString() {
        return Arrays.toString(picks);
    }
}
