package org.dcrbs.server.work;

import java.time.Clock;
import org.dcrbs.server.blob.Blobs;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.ledger.Ledger;
import org.dcrbs.server.listing.Listings;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.reputation.Reputations;
import org.dcrbs.server.store.Store;

/** Work on a test's own store, nodes and clock. */
public final class TestWork {
    private TestWork() {}

    public static WorkService on(
            Store store,
            MarketJson json,
            Contracts contracts,
            Listings listings,
            Blobs blobs,
            Nodes nodes,
            Ledger ledger,
            Reputations reputations,
            Clock clock) {
        return on(store, json, contracts, listings, blobs, nodes, ledger, reputations, contract -> false, clock);
    }

    public static WorkService on(
            Store store,
            MarketJson json,
            Contracts contracts,
            Listings listings,
            Blobs blobs,
            Nodes nodes,
            Ledger ledger,
            Reputations reputations,
            Reviewed reviewed,
            Clock clock) {
        OrderStore orders = new OrderStore(store, json);
        Checks checks = new Checks(store, reputations, nodes);
        return new WorkService(
                orders,
                contracts,
                listings,
                blobs,
                nodes,
                checks,
                new Verdicts(ledger, reputations, clock),
                reviewed,
                new AccessEvidence(store, orders, json, checks, ""),
                clock);
    }
}
