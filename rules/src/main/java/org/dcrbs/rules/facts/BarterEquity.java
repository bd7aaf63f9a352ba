package org.dcrbs.rules.facts;

import java.math.BigDecimal;
import org.dcrbs.market.Credits;

/** What counts as an equitable exchange to a party that only barters: by how much get and give may differ in worth. */
public final class BarterEquity extends Fact {
    private final Credits valueDemanded;
    private long permille;
    private BigDecimal least = BigDecimal.ZERO;

    public BarterEquity(Credits valueDemanded) {
        this.valueDemanded = valueDemanded;
    }

    /** What the party demands is worth that much to it, in whole credits, rounded down. */
    public long getValueDemanded() {
        return valueDemanded.micro() / 1_000_000;
    }

    /** Tolerates a difference of so many thousandths of the value demanded; of several, the most. */
    @Verb
    public void tolerate(long thousandths) {
        permille = Math.max(permille, thousandths);
    }

    /** Tolerates a difference of so many credits, however little is demanded; of several, the most. */
    @Verb
    public void tolerateAtLeast(@Amount String credits) {
        least = least.max(new BigDecimal(credits));
    }

    /** The greater of the two, at most the largest amount that there is. */
    public Credits tolerance() {
        BigDecimal share = BigDecimal.valueOf(valueDemanded.micro()).multiply(BigDecimal.valueOf(permille, 3));
        BigDecimal micro = share.max(least.movePointRight(6)).min(BigDecimal.valueOf(Credits.MOST.micro()));
        return Credits.micro(micro.longValue());
    }
}
