package org.dcrbs.rules.facts;

/**
 * The most that commission may ever be. Budgets keep that much head-room, so it holds whatever other rules say; of
 * several caps on one side the lowest holds.
 */
public final class CommissionCap extends Fact {
    private static final long ALL = 1000;

    private long giverPermille = ALL;
    private long takerPermille = ALL;

    /** The most that a giver pays, in thousandths of the worth. */
    @Verb
    public void giverPaysAtMost(long permille) {
        giverPermille = Math.min(giverPermille, permille);
    }

    /** The most that a taker pays, in thousandths of the worth. */
    @Verb
    public void takerPaysAtMost(long permille) {
        takerPermille = Math.min(takerPermille, permille);
    }

    public long giverPermille() {
        return giverPermille;
    }

    public long takerPermille() {
        return takerPermille;
    }
}
