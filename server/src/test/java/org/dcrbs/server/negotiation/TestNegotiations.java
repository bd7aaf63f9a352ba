package org.dcrbs.server.negotiation;

import java.time.Clock;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.listing.Listings;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.store.Store;
import org.springframework.context.ApplicationEventPublisher;

/** Negotiations for tests. */
public final class TestNegotiations {
    private TestNegotiations() {}

    public static Negotiations on(
            Store store,
            MarketJson json,
            Contracts contracts,
            Listings listings,
            ApplicationEventPublisher events,
            Clock clock) {
        return new Negotiations(store, new NegotiationStore(store, json), contracts, listings, events, clock);
    }
}
