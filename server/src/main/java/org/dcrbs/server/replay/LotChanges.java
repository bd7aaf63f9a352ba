package org.dcrbs.server.replay;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.market.Appraisal;
import org.dcrbs.market.Appraisal.Lot;
import org.dcrbs.market.Appraisal.Valuation;
import org.dcrbs.market.Category;
import org.dcrbs.market.Credits;
import org.dcrbs.server.replay.ReplayResult.CategoryChange;
import org.dcrbs.server.replay.ReplayResult.LotChange;
import org.dcrbs.server.round.Snapshot;

/** Lot by lot, what it is worth on either side. */
final class LotChanges {
    private final Map<Category, List<LotChange>> changed = new EnumMap<>(Category.class);
    private final Map<Category, Integer> lots = new EnumMap<>(Category.class);

    LotChanges(Snapshot market, List<Appraisal> before, List<Appraisal> after) {
        Map<Lot, Category> categories = categories(market);
        Map<Lot, Appraisal> now = new HashMap<>();
        after.forEach(appraisal -> now.put(appraisal.lot(), appraisal));
        for (Appraisal old : before) {
            Category category = categories.get(old.lot());
            Appraisal other = now.get(old.lot());
            if (category == null || other == null) {
                throw new IllegalStateException(old.lot() + " was appraised on one side only");
            }
            lots.merge(category, 1, Integer::sum);
            if (!limits(old).equals(limits(other)) || !worth(old).equals(worth(other))) {
                changed.computeIfAbsent(category, any -> new ArrayList<>())
                        .add(new LotChange(old.lot(), category, worth(old), worth(other)));
            }
        }
    }

    List<LotChange> all() {
        return changed.values().stream().flatMap(List::stream).toList();
    }

    /** Each category that has lots. */
    List<CategoryChange> byCategory() {
        List<CategoryChange> changes = new ArrayList<>();
        lots.forEach((category, count) -> changes.add(of(category, count)));
        return changes;
    }

    private CategoryChange of(Category category, int count) {
        List<LotChange> some = changed.getOrDefault(category, List.of());
        List<LotChange> valued = some.stream()
                .filter(lot -> lot.before().isPresent() && lot.after().isPresent())
                .toList();
        return new CategoryChange(
                category,
                count,
                some.size(),
                mean(valued.stream().map(lot -> lot.before().orElseThrow()).toList()),
                mean(valued.stream().map(LotChange::change).toList()),
                valued.stream()
                        .max(Comparator.comparingLong(
                                lot -> Math.abs(lot.change().micro()))),
                (int) some.stream().filter(lot -> lot.after().isEmpty()).count(),
                (int) some.stream().filter(lot -> lot.before().isEmpty()).count());
    }

    private static Credits mean(List<Credits> amounts) {
        BigInteger sum = amounts.stream()
                .map(amount -> BigInteger.valueOf(amount.micro()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        return amounts.isEmpty()
                ? Credits.ZERO
                : Credits.micro(sum.divide(BigInteger.valueOf(amounts.size())).longValueExact());
    }

    private static Map<Lot, Category> categories(Snapshot market) {
        Map<Lot, Category> categories = new HashMap<>();
        market.offers()
                .forEach(offer -> categories.put(Lot.of(offer), offer.spec().category()));
        market.demands()
                .forEach(demand -> demand.requirements()
                        .forEach(one ->
                                categories.put(Lot.of(demand, one), one.least().category())));
        return categories;
    }

    private static Optional<Credits> worth(Appraisal appraisal) {
        return appraisal instanceof Valuation valuation ? Optional.of(valuation.worth()) : Optional.empty();
    }

    private static Optional<Credits> limits(Appraisal appraisal) {
        return appraisal instanceof Valuation valuation ? Optional.of(valuation.limit()) : Optional.empty();
    }
}
