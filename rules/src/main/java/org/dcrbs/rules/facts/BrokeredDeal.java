package org.dcrbs.rules.facts;

import org.dcrbs.market.Category;
import org.dcrbs.market.Credits;

/** A pairing that the coordinator brokered between two others. What rules ask of each side adds up. */
public final class BrokeredDeal extends DealFact {
    private long giverPermille;
    private long takerPermille;
    private boolean waived;

    public BrokeredDeal(Category category, String giver, String taker, Credits worth, Credits surplus) {
        super(category, giver, taker, worth, surplus);
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
