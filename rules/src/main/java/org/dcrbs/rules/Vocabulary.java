package org.dcrbs.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dcrbs.rules.facts.BarterEquity;
import org.dcrbs.rules.facts.BrokeredDeal;
import org.dcrbs.rules.facts.CommissionCap;
import org.dcrbs.rules.facts.ComputingPowerLot;
import org.dcrbs.rules.facts.Fact;
import org.dcrbs.rules.facts.FileLot;
import org.dcrbs.rules.facts.InternetAccessLot;
import org.dcrbs.rules.facts.MemoryLot;
import org.dcrbs.rules.facts.MoneyExchange;
import org.dcrbs.rules.facts.MoneyLot;
import org.dcrbs.rules.facts.Negotiation;
import org.dcrbs.rules.facts.PeripheralLot;
import org.dcrbs.rules.facts.Pricing;
import org.dcrbs.rules.facts.ProposedDeal;
import org.dcrbs.rules.facts.StorageLot;
import org.dcrbs.rules.facts.TradedLot;

/** The facts that rules may ask about, and the words about each. */
public final class Vocabulary {
    static final String FACTS_PACKAGE = Fact.class.getPackageName();

    private static final Map<String, Words> FACTS = new TreeMap<>();

    static {
        for (Class<?> fact : List.of(
                TradedLot.class,
                ComputingPowerLot.class,
                MemoryLot.class,
                StorageLot.class,
                PeripheralLot.class,
                FileLot.class,
                InternetAccessLot.class,
                MoneyLot.class,
                MoneyExchange.class,
                BrokeredDeal.class,
                CommissionCap.class,
                Negotiation.class,
                ProposedDeal.class,
                Pricing.class,
                BarterEquity.class)) {
            FACTS.put(fact.getSimpleName(), Words.about(fact));
        }
    }

    private Vocabulary() {}

    public static List<String> facts() {
        return List.copyOf(FACTS.keySet());
    }

    public static Optional<Words> of(String fact) {
        return Optional.ofNullable(FACTS.get(fact));
    }
}
