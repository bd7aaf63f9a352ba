package org.dcrbs.server.negotiation;

import com.mongodb.client.model.Filters;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.dcrbs.market.RoundId;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.store.Documents;
import org.dcrbs.server.store.Store;
import org.springframework.stereotype.Component;

/** One document a held package, so that its negotiations end together; each move replaces it by compare-and-set. */
@Component
class NegotiationStore {
    private final Documents documents;
    private final MarketJson json;

    NegotiationStore(Store store, MarketJson json) {
        this.documents = store.collection("negotiations");
        this.json = json;
    }

    /** Keeps the package unless it is there. */
    void add(HeldPackage held) {
        documents.insertIfAbsent(document(held));
    }

    Optional<HeldPackage> find(String id) {
        return documents.find(id).map(this::held);
    }

    /** Changes the package; a function that returns what it was given leaves it. */
    Optional<HeldPackage> update(String id, UnaryOperator<HeldPackage> change) {
        return documents
                .update(id, document -> {
                    HeldPackage before = held(document);
                    HeldPackage after = change.apply(before);
                    return after.equals(before) ? null : document(after);
                })
                .map(this::held);
    }

    List<HeldPackage> all() {
        return find(Filters.empty());
    }

    List<HeldPackage> pending() {
        return find(Filters.eq("done", false));
    }

    List<HeldPackage> ofRound(RoundId round) {
        return find(Filters.eq("round", round.value()));
    }

    private List<HeldPackage> find(Bson filter) {
        return documents.find(filter).stream().map(this::held).toList();
    }

    private Document document(HeldPackage held) {
        return new Document("_id", held.id())
                .append("round", held.round().value())
                .append("done", held.done())
                .append("body", json.document(held));
    }

    private HeldPackage held(Document document) {
        return json.value(document.get("body", Document.class), HeldPackage.class);
    }
}
