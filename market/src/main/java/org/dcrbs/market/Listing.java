package org.dcrbs.market;

import java.time.Instant;

/** What a party puts before the market: an offer, or a demand. */
public sealed interface Listing permits Offer, Demand {
    ListingId id();

    PartyId party();

    /** From when on no round can serve it any more. */
    Instant closes();
}
