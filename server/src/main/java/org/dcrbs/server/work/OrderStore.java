package org.dcrbs.server.work;

import com.mongodb.client.model.Filters;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import org.dcrbs.market.ContractId;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.store.Documents;
import org.dcrbs.server.store.Store;
import org.springframework.stereotype.Component;

/** One document an order. */
@Component
class OrderStore {
    private final Documents documents;
    private final MarketJson json;

    OrderStore(Store store, MarketJson json) {
        this.documents = store.collection("orders");
        this.json = json;
    }

    /** An order, and the version of its document. */
    record Stored(Order order, long version) {}

    void add(Collection<Order> orders) {
        documents.insertAllIfAbsent(orders.stream().map(this::document).toList());
    }

    Optional<Order> find(String id) {
        return documents.find(id).map(document -> stored(document).order());
    }

    List<Stored> ofContract(ContractId contract) {
        return documents.find(Filters.eq("contract", contract.value())).stream()
                .map(this::stored)
                .toList();
    }

    /** Hands over each order of those contracts. The embedded store looks at all it has, so it is asked once, not for each. */
    void forEach(Set<ContractId> contracts, Consumer<Stored> consumer) {
        documents.forEach(Filters.empty(), document -> {
            if (contracts.contains(new ContractId(document.getString("contract")))) {
                consumer.accept(stored(document));
            }
        });
    }

    /** Replaces orders; each comes with the version that its document has. Durable, all of them, on return. */
    void replace(Collection<Stored> orders) {
        documents.replaceAll(orders.stream()
                .map(stored -> document(stored.order()).append("version", stored.version()))
                .toList());
    }

    private Document document(Order order) {
        return json.document(order).append("_id", order.id());
    }

    private Stored stored(Document document) {
        Document body = new Document(document);
        body.remove("_id");
        long version = body.get("version", Number.class).longValue();
        body.remove("version");
        return new Stored(json.value(body, Order.class), version);
    }
}
