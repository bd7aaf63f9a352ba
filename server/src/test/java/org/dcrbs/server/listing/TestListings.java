package org.dcrbs.server.listing;

import java.time.Clock;
import java.util.Collection;
import org.dcrbs.market.Listing;
import org.dcrbs.server.blob.Blobs;
import org.dcrbs.server.store.Store;

/** Listings for the tests of other packages. */
public final class TestListings {
    private TestListings() {}

    public static Listings on(Store store, MarketJson json, Clock clock, Collection<? extends Listing> open) {
        Listings listings = new Listings(store, json, clock);
        listings.add(open);
        return listings;
    }

    public static Intake intake(Parties parties, Listings listings, Blobs blobs) {
        return new Intake(parties, listings, blobs);
    }
}
