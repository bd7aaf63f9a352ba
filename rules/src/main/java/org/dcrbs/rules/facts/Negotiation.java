package org.dcrbs.rules.facts;

import org.dcrbs.market.Category;

/** How pairings of one category come to their worth: as computed, or by negotiation, and by which tactic. */
public final class Negotiation extends Fact {
    private final Category category;
    private boolean negotiated;
    private long rounds;
    private double giverExponent = 1;
    private double takerExponent = 1;

    public Negotiation(Category category) {
        this.category = category;
    }

    @NamesOf(Category.class)
    public String getCategory() {
        return category.name();
    }

    /** The two sides negotiate, in at most so many rounds; of several, the most. */
    @Verb
    public void negotiate(long atMostRounds) {
        negotiated = true;
        rounds = Math.max(rounds, atMostRounds);
    }

    /** How the giver concedes: "1" evenly, more holds out longer, less gives way earlier. */
    @Verb
    public void giverConcedes(@Amount String exponent) {
        giverExponent = Double.parseDouble(exponent);
    }

    /** How the taker concedes: "1" evenly, more holds out longer, less gives way earlier. */
    @Verb
    public void takerConcedes(@Amount String exponent) {
        takerExponent = Double.parseDouble(exponent);
    }

    public boolean negotiated() {
        return negotiated;
    }

    public long rounds() {
        return rounds;
    }

    public double giverExponent() {
        return giverExponent;
    }

    public double takerExponent() {
        return takerExponent;
    }
}
