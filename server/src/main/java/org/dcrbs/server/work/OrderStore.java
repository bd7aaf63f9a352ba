package org.dcrbs.server.work;

import com.mongodb.client.model.Filters;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.PartyId;
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

    void add(Collection<Order> orders) {
        documents.insertAllIfAbsent(orders.stream().map(this::document).toList());
    }

    Optional<Order> find(String id) {
        return documents.find(id).map(this::order);
    }

    /** By id, in the order of the ids. */
    Map<String, Order> ofContract(ContractId contract) {
        Map<String, Order> orders = new TreeMap<>();
        orders(Filters.eq("contract", contract.value())).forEach(order -> orders.put(order.id(), order));
        return orders;
    }

    List<Order> openOf(PartyId executor) {
        return orders(
                Filters.and(Filters.eq("executor", executor.value()), Filters.eq("state", Order.State.OPEN.name())));
    }

    /** Replaces the order by what the function makes of it; empty leaves it. Returns what is stored now. */
    Optional<Order> update(String id, Function<Order, Optional<Order>> change) {
        return documents
                .update(
                        id,
                        document -> change.apply(order(document))
                                .map(this::document)
                                .orElse(null))
                .map(this::order);
    }

    private List<Order> orders(Bson filter) {
        return documents.find(filter).stream().map(this::order).toList();
    }

    private Document document(Order order) {
        return json.document(order).append("_id", order.id());
    }

    private Order order(Document document) {
        Document body = new Document(document);
        body.remove("_id");
        body.remove("version");
        return json.value(body, Order.class);
    }
}
