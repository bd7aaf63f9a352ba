package org.dcrbs.rules.facts;

import org.dcrbs.market.Category;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Member;
import org.dcrbs.market.PartyId;

/** What rules can see of a pairing: who gives what to whom, and what it is worth. */
public abstract sealed class DealFact extends Fact permits BrokeredDeal, ProposedDeal {
    private final Deal deal;

    DealFact(Deal deal) {
        this.deal = deal;
    }

    @NamesOf(Category.class)
    public final String getCategory() {
        return deal.category().name();
    }

    /** The id of the party that gives the resource. */
    public final String getGiver() {
        return deal.giver().value();
    }

    /** The id of the party that takes the resource. */
    public final String getTaker() {
        return deal.taker().value();
    }

    /** Whole credits, rounded down. */
    public final long getWorth() {
        return whole(deal.worth());
    }

    /** What the two gain together, in whole credits, rounded down. */
    public final long getSurplus() {
        return whole(deal.surplus());
    }

    /** What kind of member the giver is, in the co-operative's own word. */
    public final String getGiverMembership() {
        return member(deal.giver()).membership();
    }

    /** What kind of member the taker is, in the co-operative's own word. */
    public final String getTakerMembership() {
        return member(deal.taker()).membership();
    }

    /** The worth of what the giver gave and took in the last 30 days, in whole credits, rounded down. */
    public final long getGiverVolume() {
        return whole(member(deal.giver()).volume());
    }

    /** The worth of what the taker gave and took in the last 30 days, in whole credits, rounded down. */
    public final long getTakerVolume() {
        return whole(member(deal.taker()).volume());
    }

    private Member member(PartyId party) {
        return deal.circumstances().member(party);
    }

    private static long whole(Credits credits) {
        return credits.micro() / 1_000_000;
    }
}
