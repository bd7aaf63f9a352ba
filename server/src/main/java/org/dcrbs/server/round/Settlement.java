package org.dcrbs.server.round;

import org.dcrbs.market.Category;
import org.dcrbs.rules.CommissionRates;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.rules.PricingTerms;
import org.dcrbs.solver.pricing.PricingPolicy;

/** How policy has the surplus of chosen pairings shared, in the words of the solver. */
final class Settlement {
    private final PolicySet policies;

    Settlement(PolicySet policies) {
        this.policies = policies;
    }

    /** What has been negotiated stays as it is; else each side keeps room for the most that its commission can be. */
    PricingPolicy of(Category category) {
        if (policies.negotiation(category).negotiated()) {
            return PricingPolicy.asGiven();
        }
        PricingTerms terms = policies.pricing(category);
        CommissionRates most = policies.mostCommission();
        return new PricingPolicy(
                terms.uniform() ? PricingPolicy.Preference.UNIFORM : PricingPolicy.Preference.SPLIT,
                terms.giverPermille(),
                permille(most.giverPermille()),
                permille(most.takerPermille()));
    }

    /** No more than everything can be kept for commission. */
    private static int permille(long rate) {
        return (int) Math.min(1000, rate);
    }
}
