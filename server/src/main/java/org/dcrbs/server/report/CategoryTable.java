package org.dcrbs.server.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.dcrbs.market.Category;
import org.dcrbs.market.Contract;
import org.dcrbs.market.Leg;
import org.dcrbs.market.Pairing;
import org.dcrbs.server.work.Order;

/** What was awarded, delivered, measured and proven, leg by leg in the order of the categories. */
public final class CategoryTable {
    private CategoryTable() {}

    private record Row(Category category, List<String> cells) {}

    /** @param orders those of a contract */
    public static String of(List<Contract> contracts, Function<Contract, Collection<Order>> orders) {
        List<Row> rows = new ArrayList<>();
        for (Contract contract : contracts) {
            Collection<Order> all = orders.apply(contract);
            for (Leg leg : contract.terms().legs()) {
                List<Order> own = all.stream()
                        .filter(order -> order.leg().equals(leg.id()))
                        .toList();
                rows.add(row(contract, leg, own));
            }
        }
        return TextTable.of(
                List.of("", "category", "awarded", "delivered", "measured", "proven"),
                rows.stream()
                        .sorted(Comparator.comparing(Row::category))
                        .map(Row::cells)
                        .toList());
    }

    private static Row row(Contract contract, Leg leg, List<Order> orders) {
        Pairing pairing = leg.pairing();
        Category category = pairing.least().category();
        boolean delivered = contract.delivered().contains(leg.id());
        Evidence evidence = delivered ? Evidence.of(pairing, orders) : new Evidence(contract.state(), "", "");
        return new Row(
                category,
                List.of(
                        category.numeral(),
                        category.words(),
                        SpecWords.of(pairing.least()) + ", " + pairing.giver() + " to " + pairing.taker(),
                        evidence.delivered(),
                        evidence.measured(),
                        evidence.proven()));
    }
}
