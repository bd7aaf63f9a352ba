package org.dcrbs.server.direct;

import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.store.Documents;
import org.dcrbs.server.store.Store;
import org.springframework.stereotype.Component;

/** One document a trade; the second side's report replaces it by compare-and-set. */
@Component
class DirectTradeStore {
    private final Documents documents;
    private final MarketJson json;

    DirectTradeStore(Store store, MarketJson json) {
        this.documents = store.collection("directTrades");
        this.json = json;
    }

    /** Keeps the trade, or what it adds to the one that is there. */
    void join(DirectTrade trade) {
        if (!documents.insertIfAbsent(document(trade))) {
            documents.update(trade.id(), there -> {
                DirectTrade before = trade(there);
                DirectTrade after = before.joined(trade);
                return after.equals(before) ? null : document(after);
            });
        }
    }

    Optional<DirectTrade> find(String id) {
        return documents.find(id).map(this::trade);
    }

    List<DirectTrade> all() {
        return documents.all().stream().map(this::trade).toList();
    }

    private Document document(DirectTrade trade) {
        return new Document("_id", trade.id()).append("body", json.document(trade));
    }

    private DirectTrade trade(Document document) {
        return json.value(document.get("body", Document.class), DirectTrade.class);
    }
}
