package org.dcrbs.rules.facts;

import org.dcrbs.market.Category;
import org.dcrbs.market.Credits;

/** A pairing that the coordinator brokered between two others. What rules ask of each side adds up. */
public final class BrokeredDeal extends Fact {
    private final Category category;
    private final String giver;
    private final String taker;
    private final Credits worth;
    private final Credits surplus;
    private long giverPermille;
    private long takerPermille;
    private boolean waived;

    public BrokeredDeal(Category category, String giver, String taker, Credits worth, Credits surplus) {
        this.category = category;
        this.giver = giver;
        this.taker = taker;
        this.worth = worth;
        this.surplus = surplus;
    }

    @NamesOf(Category.class)
    public String getCategory() {
        return category.name();
    }

    /** The id of the party that gives the resource. */
    public String getGiver() {
        return giver;
    }

    /** The id of the party that takes the resource. */
    public String getTaker() {
        return taker;
    }

    /** Whole credits, rounded down. */
    public long getWorth() {
        return worth.micro() / 1_000_000;
    }

    /** What the two gain together, in whole credits, rounded down. */
    public long getSurplus() {
        return surplus.micro() / 1_000_000;
    }

    /** Asks the giver for so many thousandths of the worth. */
    @Verb
    public void giverPays(long permille) {
        giverPermille += Math.min(permille, 1000);
    }

    /** Asks the taker for so many thousandths of the worth. */
    @Verb
    public void takerPays(long permille) {
        takerPermille += Math.min(permille, 1000);
    }

    /** Asks nobody for anything, whatever other rules say. */
    @Verb
    public void waive() {
        waived = true;
    }

    public long giverPermille() {
        return waived ? 0 : giverPermille;
    }

    public long takerPermille() {
        return waived ? 0 : takerPermille;
    }
}
