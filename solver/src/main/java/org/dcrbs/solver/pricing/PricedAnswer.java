package org.dcrbs.solver.pricing;

import java.util.List;

/** What all pairings of an answer are paid, in the order of the answer. */
public record PricedAnswer(List<PricedPairing> pairings) {
    public PricedAnswer {
        pairings = List.copyOf(pairings);
    }

    public long giversGain() {
        return pairings.stream().mapToLong(PricedPairing::giverGain).sum();
    }

    public long takersGain() {
        return pairings.stream().mapToLong(PricedPairing::takerGain).sum();
    }

    public long count(Basis basis) {
        return pairings.stream().filter(pairing -> pairing.basis() == basis).count();
    }

    /** What givers forgo because takers gain less by their pairings than the uniform price. */
    public long uplift() {
        return pairings.stream()
                .filter(pairing -> pairing.basis() == Basis.CAPPED)
                .mapToLong(pairing -> pairing.uniform().orElse(pairing.worth()) - pairing.worth())
                .sum();
    }
}
