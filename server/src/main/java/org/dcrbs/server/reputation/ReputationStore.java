package org.dcrbs.server.reputation;

import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.dcrbs.market.PartyId;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.store.Documents;
import org.dcrbs.server.store.Store;
import org.springframework.stereotype.Component;

/** One document a party; an outcome replaces it by compare-and-set. */
@Component
class ReputationStore {
    private final Documents documents;
    private final MarketJson json;

    ReputationStore(Store store, MarketJson json) {
        this.documents = store.collection("reputations");
        this.json = json;
    }

    /** Adds the outcome unless it counts already; tells whether it did. */
    boolean add(Outcome outcome) {
        String id = outcome.party().value();
        if (documents.find(id).isEmpty()) {
            documents.insertIfAbsent(document(Repute.unknown(outcome.party(), outcome.at())));
        }
        boolean[] added = {false};
        documents.update(id, document -> {
            Repute before = repute(document);
            added[0] = !before.counts(outcome);
            return added[0] ? document(before.with(outcome)) : null;
        });
        return added[0];
    }

    Optional<Repute> find(PartyId party) {
        return documents.find(party.value()).map(this::repute);
    }

    List<Repute> all() {
        return documents.all().stream().map(this::repute).toList();
    }

    private Document document(Repute repute) {
        return new Document("_id", repute.party().value()).append("body", json.document(repute));
    }

    private Repute repute(Document document) {
        return json.value(document.get("body", Document.class), Repute.class);
    }
}
