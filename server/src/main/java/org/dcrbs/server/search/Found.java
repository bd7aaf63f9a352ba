package org.dcrbs.server.search;

import java.util.List;

/**
 * What the search found for a demand.
 *
 * @param candidates for each requirement, best first
 * @param refusals for each requirement
 */
public record Found(DemandEntry demand, List<List<Candidate>> candidates, List<Refusals> refusals) {
    public Found {
        candidates = List.copyOf(candidates);
        refusals = List.copyOf(refusals);
    }

    /** Whether every requirement has a candidate. */
    public boolean isComplete() {
        return candidates.stream().noneMatch(List::isEmpty);
    }
}
