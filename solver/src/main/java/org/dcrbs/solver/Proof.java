package org.dcrbs.solver;

import java.util.Arrays;

/** What proves a bound. */
public enum Proof {
    /** Prices: anyone can sum them up and see that no choice is worth more. */
    LAGRANGIAN("lagrangian"),
    /** Claims and prices: anyone can fill each offer's pools anew and see that no choice is worth more. */
    KNAPSACKS("knapsack-prices"),
    /** Prices on the parties of a swap market, against the list of all cycles and chains that its cap allows. */
    CYCLES("cycle-prices"),
    /** Every choice was tried or shown to be no better; only a second search can check it. */
    EXHAUSTIVE("exhaustive");

    private final String word;

    Proof(String word) {
        this.word = word;
    }

    /** As it is written in an answer. */
    public String word() {
        return word;
    }

    public static Proof of(String word) {
        return Arrays.stream(values())
                .filter(proof -> proof.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no proof called '" + word + "'"));
    }
}
