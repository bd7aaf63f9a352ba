package org.dcrbs.solver;

import java.util.Arrays;

/** What proves a bound. */
public enum Proof {
    /** Prices: anyone can sum them up and see that no choice is worth more. */
    LAGRANGIAN("lagrangian", "prices"),
    /** Prices, of offers that can be taken once each; summed up as {@link #LAGRANGIAN} ones are. */
    ASSIGNMENT("assignment", "prices"),
    /** Prices, of offers that can be taken several times; summed up as {@link #LAGRANGIAN} ones are. */
    FLOW("flow", "prices"),
    /** Claims and prices: anyone can fill each offer's pools anew and see that no choice is worth more. */
    KNAPSACKS("knapsack-prices", "prices and each offer's best filling"),
    /** Prices on the parties of a swap market, against the list of all cycles and chains that its cap allows. */
    CYCLES("cycle-prices", "prices on cycles"),
    /** The bounds of parts that have nothing in common, summed; proven in different ways, some of which leave no prices. */
    PARTS("parts", "proofs of parts that have nothing in common"),
    /** Every choice was tried or shown to be no better; only a second search can check it. */
    EXHAUSTIVE("exhaustive", "exhaustion of all choices"),
    /** CP-SAT's search; only a second search can check it. */
    CP_SAT("cp-sat", "a search through all choices");

    private final String word;
    private final String means;

    Proof(String word, String means) {
        this.word = word;
        this.means = means;
    }

    /** As it is written in an answer. */
    public String word() {
        return word;
    }

    /** For people, to follow "proven by". */
    public String means() {
        return means;
    }

    /** Whether an answer's prices alone prove it. */
    public boolean byPrices() {
        return this == LAGRANGIAN || this == ASSIGNMENT || this == FLOW;
    }

    /** Whether it can be written down for others to sum up, as prices or as prices and claims. */
    public boolean canBeWritten() {
        return byPrices() || this == KNAPSACKS;
    }

    public static Proof of(String word) {
        return Arrays.stream(values())
                .filter(proof -> proof.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no proof called '" + word + "'"));
    }
}
