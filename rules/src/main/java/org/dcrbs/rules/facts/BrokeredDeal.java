package org.dcrbs.rules.facts;

/** A pairing that the coordinator brokered between two others. What rules ask of each side adds up. */
public final class BrokeredDeal extends DealFact {
    private long giverPermille;
    private long takerPermille;
    private long giverSavings;
    private long takerSavings;
    private boolean waived;

    public BrokeredDeal(Deal deal) {
        super(deal);
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

    /** Lets the giver off so many thousandths of the worth, of what is asked. */
    @Verb
    public void giverSaves(long permille) {
        giverSavings += Math.min(permille, 1000);
    }

    /** Lets the taker off so many thousandths of the worth, of what is asked. */
    @Verb
    public void takerSaves(long permille) {
        takerSavings += Math.min(permille, 1000);
    }

    /** Asks nobody for anything, whatever other rules say. */
    @Verb
    public void waive() {
        waived = true;
    }

    public long giverPermille() {
        return waived ? 0 : Math.max(0, giverPermille - giverSavings);
    }

    public long takerPermille() {
        return waived ? 0 : Math.max(0, takerPermille - takerSavings);
    }
}
