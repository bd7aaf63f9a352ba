package org.dcrbs.server.round;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.market.Appraisal.Lot;
import org.dcrbs.market.Appraisal.Unvalued;
import org.dcrbs.market.Consideration;
import org.dcrbs.market.Demand;
import org.dcrbs.market.Money;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Requirement;
import org.dcrbs.rules.PolicySet;

/**
 * Which money on a market is not to be had for what is given for it, by policy. What is paid by account is credits; who gives
 * in kind gives the money that he names, if he names any.
 */
final class MoneyExchanges {
    private static final Kind CREDITS = new Kind(Money.Form.CREDIT, "CR");

    private final Snapshot market;
    private final PolicySet policies;
    private final Map<Exchange, Optional<String>> known = new HashMap<>();

    /** Policies know no amounts of what is exchanged. */
    private record Kind(Money.Form form, String currency) {
        static Kind of(Money money) {
            return new Kind(money.form(), money.currency());
        }

        Money unit() {
            return new Money(form, currency, 1_000_000);
        }
    }

    private record Exchange(Kind given, Kind got) {}

    MoneyExchanges(Snapshot market, PolicySet policies) {
        this.market = market;
        this.policies = policies;
    }

    Map<Lot, Unvalued> refused() {
        Map<Lot, Unvalued> refused = new LinkedHashMap<>();
        for (Offer offer : market.offers()) {
            if (offer.spec() instanceof Money money) {
                refusal(Kind.of(money), CREDITS).ifPresent(reason -> put(refused, Lot.of(offer), reason));
            }
        }
        for (Demand demand : market.demands()) {
            for (Requirement requirement : demand.requirements()) {
                if (requirement.least() instanceof Money money) {
                    given(demand).stream()
                            .flatMap(given -> refusal(given, Kind.of(money)).stream())
                            .findFirst()
                            .ifPresent(reason -> put(refused, Lot.of(demand, requirement), reason));
                }
            }
        }
        return refused;
    }

    private void put(Map<Lot, Unvalued> refused, Lot lot, String reason) {
        refused.put(lot, new Unvalued(lot, reason, policies.version()));
    }

    private List<Kind> given(Demand demand) {
        if (!(demand.inReturn() instanceof Consideration.InKind inKind)) {
            return List.of(CREDITS);
        }
        List<Kind> given = new ArrayList<>();
        for (Offer offer : market.offers()) {
            boolean named = inKind.offers().isEmpty() || inKind.offers().contains(offer.id());
            if (offer.party().equals(demand.party()) && named && offer.spec() instanceof Money money) {
                given.add(Kind.of(money));
            }
        }
        return given;
    }

    private Optional<String> refusal(Kind given, Kind got) {
        return given.equals(got)
                ? Optional.empty()
                : known.computeIfAbsent(
                        new Exchange(given, got), exchange -> policies.refusedExchange(given.unit(), got.unit()));
    }
}
