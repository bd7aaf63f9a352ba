package org.dcrbs.server.work;

import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.PartyId;
import org.jspecify.annotations.Nullable;

/** Orders as the log has them. By hand, since there are thousands a second. */
final class OrderDocuments {
    private OrderDocuments() {}

    /** @param fresh whether all of it is told, or what may have changed of an order that was told before */
    static Document document(Order order, boolean fresh) {
        Document document = new Document("id", order.id());
        if (fresh) {
            document.append("leg", order.leg())
                    .append("executor", order.executor().value())
                    .append("task", order.task())
                    .append("unit", order.unit());
        }
        document.append("attempt", order.attempt())
                .append("state", order.state().name());
        order.outputSha256().ifPresent(output -> document.append("output", output));
        return document.append("cpuNanos", order.cpuNanos())
                .append("wallNanos", order.wallNanos())
                .append("detail", order.detail());
    }

    /** @param before the order as it was, if it was told of before */
    static Order order(Document document, String contract, @Nullable Order before) {
        Order told = before == null ? fresh(document, contract) : before;
        return new Order(
                told.id(),
                told.contract(),
                told.leg(),
                told.executor(),
                told.task(),
                told.unit(),
                document.getInteger("attempt"),
                Order.State.valueOf(document.getString("state")),
                Optional.ofNullable(document.getString("output")),
                document.getLong("cpuNanos"),
                document.getLong("wallNanos"),
                document.getString("detail"));
    }

    private static Order fresh(Document document, String contract) {
        return Order.open(
                document.getString("id"),
                new ContractId(contract),
                document.getString("leg"),
                new PartyId(document.getString("executor")),
                document.getString("task"),
                Objects.requireNonNull(document.getBoolean("unit")));
    }
}
