package org.dcrbs.rules.facts;

import org.dcrbs.market.Category;
import org.dcrbs.market.Credits;

/** What rules can see of a pairing: who gives what to whom, and what it is worth. */
public abstract sealed class DealFact extends Fact permits BrokeredDeal, ProposedDeal {
    private final Category category;
    private final String giver;
    private final String taker;
    private final Credits worth;
    private final Credits surplus;

    DealFact(Category category, String giver, String taker, Credits worth, Credits surplus) {
        this.category = category;
        this.giver = giver;
        this.taker = taker;
        this.worth = worth;
        this.surplus = surplus;
    }

    @NamesOf(Category.class)
    public final String getCategory() {
        return category.name();
    }

    /** The id of the party that gives the resource. */
    public final String getGiver() {
        return giver;
    }

    /** The id of the party that takes the resource. */
    public final String getTaker() {
        return taker;
    }

    /** Whole credits, rounded down. */
    public final long getWorth() {
        return worth.micro() / 1_000_000;
    }

    /** What the two gain together, in whole credits, rounded down. */
    public final long getSurplus() {
        return surplus.micro() / 1_000_000;
    }
}
