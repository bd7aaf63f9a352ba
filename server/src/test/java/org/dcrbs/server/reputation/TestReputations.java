package org.dcrbs.server.reputation;

import java.time.Clock;
import org.dcrbs.market.PartyId;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.reputation.Outcome.Kind;
import org.dcrbs.server.store.Store;

/** Reputations on a test's own store and clock. */
public final class TestReputations {
    private TestReputations() {}

    public static Reputations on(Store store, MarketJson json, Clock clock) {
        return new Reputations(new ReputationStore(store, json), clock);
    }

    /** The party fails at so many things. */
    public static Reputations failing(Reputations reputations, Clock clock, String party, int times) {
        for (int i = 1; i <= times; i++) {
            reputations.note(Outcome.of(
                    "leg-" + i, new PartyId(party), Kind.FAILED, 1, clock.instant(), "as this test wants it"));
        }
        return reputations;
    }
}
