package org.dcrbs.server.work;

import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.bson.Document;
import org.dcrbs.market.ContractId;
import org.dcrbs.server.store.Documents;
import org.dcrbs.server.store.Store;
import org.springframework.stereotype.Component;

/**
 * What has become of the orders of each contract, as a log: an entry tells how some of them are from then on, and is never
 * changed. A job's orders and results come by the hundred, and an entry of a hundred is written in little more time than one
 * of a single order, at the end of the store's tree, where the entry before it is.
 *
 * <p>A contract's entries are numbered without a gap and named by their number, so that they are found without a search, and
 * so that of two coordinators on one store the later fails.
 */
@Component
class OrderStore {
    private static final int MOST_ORDERS = 1000;
    private static final int MOST_CHARACTERS = 4 << 20;
    private static final int READ_AT_ONCE = 16;
    /** An order's id is its leg's, a slash and a name; a leg's is its contract's, a slash and a number. */
    private static final Pattern ID = Pattern.compile("(.+)/[0-9]+/[^/]+");

    private final Documents entries;

    OrderStore(Store store) {
        this.entries = store.unchanging("orderLog");
    }

    /**
     * Some orders of one contract.
     *
     * @param number the first is 0
     * @param fresh whether they are orders that no entry before has
     */
    record Entry(ContractId contract, int number, List<Order> orders, boolean fresh) {
        Entry {
            orders = List.copyOf(orders);
        }
    }

    /** What the log comes to: the orders as they are now, and how many entries it has. */
    record Kept(Collection<Order> orders, int entries) {}

    /** The entries for that many orders, the first of them by that number; a document can't be of any size. */
    static List<Entry> entries(ContractId contract, int number, Collection<Order> orders, boolean fresh) {
        List<Entry> entries = new ArrayList<>();
        List<Order> next = new ArrayList<>();
        int characters = 0;
        for (Order order : orders) {
            if (next.size() == MOST_ORDERS || characters > MOST_CHARACTERS) {
                entries.add(new Entry(contract, number + entries.size(), next, fresh));
                next = new ArrayList<>();
                characters = 0;
            }
            next.add(order);
            characters += order.task().length();
        }
        if (!next.isEmpty()) {
            entries.add(new Entry(contract, number + entries.size(), next, fresh));
        }
        return entries;
    }

    /** Adds the entries; durable, all of them, on return. */
    void add(List<Entry> added) {
        entries.insertAll(added.stream().map(OrderStore::document).toList());
    }

    /** One order as it is now. */
    Optional<Order> find(String id) {
        Matcher parts = ID.matcher(id);
        return parts.matches()
                ? ofContract(parts.group(1)).orders().stream()
                        .filter(order -> order.id().equals(id))
                        .findFirst()
                : Optional.empty();
    }

    Kept ofContract(ContractId contract) {
        return ofContract(contract.value());
    }

    private Kept ofContract(String contract) {
        Map<String, Order> orders = new LinkedHashMap<>();
        int next = 0;
        List<Document> read;
        do {
            List<String> ids = IntStream.range(next, next + READ_AT_ONCE)
                    .mapToObj(number -> name(contract, number))
                    .toList();
            read = entries.find(Filters.in("_id", ids));
            for (Document entry : read) {
                for (Document order : entry.getList("orders", Document.class)) {
                    orders.compute(
                            order.getString("id"), (id, before) -> OrderDocuments.order(order, contract, before));
                }
            }
            next += read.size();
        } while (read.size() == READ_AT_ONCE);
        return new Kept(orders.values(), next);
    }

    private static Document document(Entry entry) {
        return new Document("_id", name(entry.contract().value(), entry.number()))
                .append(
                        "orders",
                        entry.orders().stream()
                                .map(order -> OrderDocuments.document(order, entry.fresh()))
                                .toList());
    }

    /** Sorted as the numbers are. */
    private static String name(String contract, int number) {
        return String.format("%s#%09d", contract, number);
    }
}
