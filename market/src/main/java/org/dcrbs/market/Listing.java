package org.dcrbs.market;

/** What a party puts before the market: an offer, or a demand. */
public sealed interface Listing permits Offer, Demand {
    ListingId id();

    PartyId party();
}
