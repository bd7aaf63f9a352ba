package org.dcrbs.rules.facts;

import org.dcrbs.market.Category;
import org.dcrbs.market.negotiation.FairEnd;
import org.dcrbs.market.negotiation.Tactic;

/** How pairings of one category come to their worth: as computed, or by negotiation, and by which tactics. */
public final class Negotiation extends Fact {
    private static final double LEAST = 0.001;
    private static final double MOST = 1000;

    private final Category category;
    private boolean negotiated;
    private long rounds;
    private Tactic giver = Tactic.EVENLY;
    private Tactic taker = Tactic.EVENLY;
    private FairEnd fairEnd = FairEnd.MIDDLE;

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

    /** How the giver concedes: "1" evenly, more holds out longer, less gives way earlier. Of several tactics, the last. */
    @Verb
    public void giverConcedes(@Amount String exponent) {
        giver = new Tactic.Conceding(number(exponent));
    }

    /** How the taker concedes: "1" evenly, more holds out longer, less gives way earlier. Of several tactics, the last. */
    @Verb
    public void takerConcedes(@Amount String exponent) {
        taker = new Tactic.Conceding(number(exponent));
    }

    /** The giver gives way by as much as the taker did, times so much. Of several tactics, the last. */
    @Verb
    public void giverReciprocates(@Amount String factor) {
        giver = new Tactic.Reciprocating(number(factor));
    }

    /** The taker gives way by as much as the giver did, times so much. Of several tactics, the last. */
    @Verb
    public void takerReciprocates(@Amount String factor) {
        taker = new Tactic.Reciprocating(number(factor));
    }

    /** The last gap is closed where the product of both gains is greatest. Of several ends, the last. */
    @Verb
    public void endsByNash() {
        fairEnd = FairEnd.NASH;
    }

    /** The last gap is closed where both get the same part of what they could still get. Of several ends, the last. */
    @Verb
    public void endsByKalai() {
        fairEnd = FairEnd.KALAI;
    }

    public boolean negotiated() {
        return negotiated;
    }

    public long rounds() {
        return rounds;
    }

    public Tactic giver() {
        return giver;
    }

    public Tactic taker() {
        return taker;
    }

    public FairEnd fairEnd() {
        return fairEnd;
    }

    private static double number(String amount) {
        return Math.max(LEAST, Math.min(MOST, Double.parseDouble(amount)));
    }
}
