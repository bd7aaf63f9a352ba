package org.dcrbs.server.ledger;

import com.mongodb.client.model.Filters;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.dcrbs.market.Account;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Posting;
import org.dcrbs.market.Transfer;
import org.dcrbs.market.TransferId;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.store.Documents;
import org.dcrbs.server.store.Store;
import org.springframework.stereotype.Component;

/**
 * All transfers, each one document with all of its postings, and the balances that follow from them. Since a transfer's
 * postings sum to zero, so do all balances.
 */
@Component
public class Ledger {
    private final Documents transfers;
    private final MarketJson json;
    private final Map<String, Credits> balances = new TreeMap<>();
    /** The transfers that the balances contain. */
    private final Set<TransferId> booked = new HashSet<>();

    public Ledger(Store store, MarketJson json) {
        this.transfers = store.collection("transfers");
        this.json = json;
        transfers.forEach(Filters.empty(), document -> book(transfer(document)));
    }

    /**
     * Posts the transfer unless one with its id was posted before; tells whether it did.
     *
     * @throws IllegalStateException if another transfer has that id
     */
    public synchronized boolean post(Transfer transfer) {
        Document document = json.document(transfer);
        document.put("_id", document.remove("id"));
        if (!transfers.insertIfAbsent(document)) {
            List<Posting> before = find(transfer.id()).orElseThrow().postings();
            if (!before.equals(transfer.postings())) {
                throw new IllegalStateException("transfer " + transfer.id() + " was posted before as " + before
                        + ", now it would be " + transfer.postings());
            }
            // The write may have failed after it had reached the store: then it is there, but not in the balances yet.
            book(transfer);
            return false;
        }
        book(transfer);
        return true;
    }

    public synchronized Credits balance(Account account) {
        return balances.getOrDefault(account.key(), Credits.ZERO);
    }

    /** By {@link Account#key()}; accounts without a posting are absent. */
    public synchronized Map<String, Credits> balances() {
        return new TreeMap<>(balances);
    }

    public Optional<Transfer> find(TransferId id) {
        return transfers.find(id.value()).map(this::transfer);
    }

    /** All of them, by id. */
    public List<Transfer> all() {
        return transfers.all().stream().map(this::transfer).toList();
    }

    private void book(Transfer transfer) {
        if (booked.add(transfer.id())) {
            transfer.postings()
                    .forEach(posting -> balances.merge(posting.account().key(), posting.amount(), Credits::plus));
        }
    }

    private Transfer transfer(Document document) {
        Document body = new Document(document);
        body.put("id", body.remove("_id"));
        body.remove("version");
        return json.value(body, Transfer.class);
    }
}
