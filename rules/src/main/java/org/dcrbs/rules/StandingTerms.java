package org.dcrbs.rules;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.market.Category;
import org.dcrbs.market.negotiation.Tactics;
import org.dcrbs.rules.facts.BrokeredDeal;
import org.dcrbs.rules.facts.CommissionCap;
import org.dcrbs.rules.facts.Negotiation;
import org.dcrbs.rules.facts.Pricing;
import org.dcrbs.rules.facts.ProposedDeal;

/** What policies say whoever deals with whom, asked once when they are compiled. */
final class StandingTerms {
    private final CommissionRates mostCommission;
    private final boolean asksPersons;
    private final Map<Category, NegotiationPolicy> negotiation = new EnumMap<>(Category.class);
    private final Map<Category, PricingTerms> pricing = new EnumMap<>(Category.class);

    private StandingTerms(CompiledRules rules) throws PolicyException {
        mostCommission = mostCommission(rules);
        asksPersons = rules.asking(ProposedDeal.class.getSimpleName()).isPresent();
        for (Category category : Category.values()) {
            negotiation.put(category, negotiation(rules, category));
            pricing.put(category, pricing(rules, category));
        }
    }

    /** Refuses commission without a cap. */
    static StandingTerms of(CompiledRules rules) throws PolicyException {
        return new StandingTerms(rules);
    }

    CommissionRates mostCommission() {
        return mostCommission;
    }

    /** Whether any rule could; rounds of many pairings needn't ask where none would answer. */
    boolean asksPersons() {
        return asksPersons;
    }

    NegotiationPolicy negotiation(Category category) {
        return known(negotiation, category);
    }

    PricingTerms pricing(Category category) {
        return known(pricing, category);
    }

    private static <T> T known(Map<Category, T> terms, Category category) {
        T known = terms.get(category);
        if (known == null) {
            throw new IllegalStateException("no terms for " + category);
        }
        return known;
    }

    private static CommissionRates mostCommission(CompiledRules rules) throws PolicyException {
        CommissionCap cap = new CommissionCap();
        rules.fire(List.of(cap));
        if (!cap.firedRules().isEmpty()) {
            return new CommissionRates(cap.giverPermille(), cap.takerPermille(), cap.firedRules());
        }
        Optional<RuleText> uncapped = rules.asking(BrokeredDeal.class.getSimpleName());
        if (uncapped.isPresent()) {
            throw new PolicyException(uncapped.get()
                    .wrong("asks for commission, but no rule about a CommissionCap says the most that it may be"));
        }
        return CommissionRates.NONE;
    }

    private static NegotiationPolicy negotiation(CompiledRules rules, Category category) {
        Negotiation fact = new Negotiation(category);
        rules.fire(List.of(fact));
        // The worth of a file is for its parties to agree on, whatever the rules leave unsaid.
        boolean negotiated = fact.negotiated() || category == Category.FILE;
        int rounds = fact.rounds() == 0
                ? NegotiationPolicy.USUAL_ROUNDS
                : (int) Math.min(fact.rounds(), NegotiationPolicy.MOST_ROUNDS);
        return new NegotiationPolicy(
                negotiated,
                new Tactics(Math.max(1, rounds), fact.giver(), fact.taker(), fact.fairEnd(), fact.firedRules()));
    }

    private static PricingTerms pricing(CompiledRules rules, Category category) {
        Pricing fact = new Pricing(category);
        rules.fire(List.of(fact));
        return new PricingTerms(fact.uniformly(), fact.giverPermille(), fact.firedRules());
    }
}
