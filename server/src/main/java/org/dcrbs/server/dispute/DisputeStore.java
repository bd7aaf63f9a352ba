package org.dcrbs.server.dispute;

import com.mongodb.client.model.Filters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.dcrbs.market.ContractId;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.store.Documents;
import org.dcrbs.server.store.Store;
import org.dcrbs.server.work.Reviewed;
import org.springframework.stereotype.Component;

/** One document a dispute; a decision replaces it by compare-and-set. */
@Component
class DisputeStore implements Reviewed {
    private final Documents documents;
    private final MarketJson json;

    DisputeStore(Store store, MarketJson json) {
        this.documents = store.collection("disputes");
        this.json = json;
    }

    /** Tells whether it wasn't there before. */
    boolean add(Dispute dispute) {
        return documents.insertIfAbsent(document(dispute));
    }

    /** Changes the dispute if it is still open; tells how it stands now. */
    Optional<Dispute> update(String id, UnaryOperator<Dispute> change) {
        return documents
                .update(id, document -> {
                    Dispute before = dispute(document);
                    Dispute after = before.isOpen() ? change.apply(before) : before;
                    return after.equals(before) ? null : document(after);
                })
                .map(this::dispute);
    }

    Optional<Dispute> find(String id) {
        return documents.find(id).map(this::dispute);
    }

    List<Dispute> all() {
        return disputes(Filters.empty());
    }

    List<Dispute> open() {
        return disputes(Filters.eq("state", Dispute.State.OPEN.name()));
    }

    List<Dispute> upheld() {
        return disputes(Filters.eq("state", Dispute.State.UPHELD.name()));
    }

    @Override
    public Set<ContractId> contracts() {
        return open().stream().map(Dispute::contract).collect(Collectors.toSet());
    }

    private List<Dispute> disputes(Bson filter) {
        return documents.find(filter).stream().map(this::dispute).toList();
    }

    private Document document(Dispute dispute) {
        return new Document("_id", dispute.id())
                .append("state", dispute.state().name())
                .append("body", json.document(dispute));
    }

    private Dispute dispute(Document document) {
        return json.value(document.get("body", Document.class), Dispute.class);
    }
}
