package org.dcrbs.server.round;

import org.dcrbs.market.Category;
import org.dcrbs.market.Credits;
import org.dcrbs.rules.NegotiationPolicy;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.server.search.Candidate;

/**
 * What a pairing is paid if nothing else is settled once it is chosen: what its sides would agree on where policy has them
 * negotiate, else the middle between reserve and value. The solver keeps budgets by it, and what is settled later moves it
 * only as far as they allow.
 */
final class Worths {
    private final PolicySet policies;

    Worths(PolicySet policies) {
        this.policies = policies;
    }

    Credits of(Category category, Candidate candidate) {
        NegotiationPolicy tactics = policies.negotiation(category);
        return tactics.negotiated()
                ? tactics.tactics().worth(candidate.reserve(), candidate.value())
                : candidate.reserve().midpoint(candidate.value());
    }
}
