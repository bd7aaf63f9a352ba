package org.dcrbs.server.work;

import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.server.blob.Blobs;
import org.dcrbs.server.blob.SmallBlobs;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.ledger.Ledger;
import org.dcrbs.server.listing.Listings;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.reputation.Reputations;
import org.dcrbs.server.store.Store;

/** Work on a test's own store, nodes and clock: that of nodes, and that on contracts. */
public record TestWork(WorkService nodes, ContractWork contracts) {
    public static TestWork on(
            Store store,
            MarketJson json,
            Contracts contracts,
            Listings listings,
            Blobs blobs,
            Nodes nodes,
            Ledger ledger,
            Reputations reputations,
            Clock clock) {
        return on(store, json, contracts, listings, blobs, nodes, ledger, reputations, Set::of, clock);
    }

    public static TestWork on(
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
        return on(
                store,
                json,
                contracts,
                listings,
                blobs,
                nodes,
                ledger,
                reputations,
                reviewed,
                clock,
                256,
                Runnable::run);
    }

    /**
     * The same with a window and threads of the test's own.
     *
     * @param window how many work units a node has at once
     */
    static TestWork on(
            Store store,
            MarketJson json,
            Contracts contracts,
            Listings listings,
            Blobs blobs,
            Nodes nodes,
            Ledger ledger,
            Reputations reputations,
            Reviewed reviewed,
            Clock clock,
            int window,
            Executor threads) {
        OrderStore orders = new OrderStore(store);
        OrderBook book = new OrderBook(orders, contracts, reviewed, nodes, window);
        Outputs outputs = new Outputs(blobs, new SmallBlobs(store));
        Verdicts verdicts = new Verdicts(ledger, reputations, clock);
        Checks checks = new Checks(store, reputations, nodes);
        AccessEvidence access = new AccessEvidence(store, orders, json, checks, "");
        LegWork legs = new LegWork(book, contracts, listings, outputs, nodes, checks, verdicts, access, clock);
        Reviews reviews = new Reviews(book, legs, verdicts);
        ContractLocks locks = new ContractLocks();
        ContractWork work = new ContractWork(book, locks, contracts, legs, reviews, verdicts, nodes, clock);
        Arrivals arrivals = new Arrivals(book, outputs, store, locks, work, threads);
        return new TestWork(new WorkService(orders, book, arrivals, locks, contracts, reviewed, nodes, access), work);
    }

    /** Takes the result in; on return it is stored, and the contract has advanced. */
    public void accept(PartyId party, WorkResult result) throws Exception {
        try {
            nodes.accept(party, result).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
