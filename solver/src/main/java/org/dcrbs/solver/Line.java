package org.dcrbs.solver;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One thing a bundle asks for: exactly one candidate serves it, through all of its window. */
public record Line(String id, int from, int until, List<Candidate> candidates) {
    public Line {
        Checks.id("line", id);
        Checks.window(from, until);
        candidates = List.copyOf(candidates);
        Set<Integer> offers = new HashSet<>();
        for (int k = 0; k < candidates.size(); k++) {
            if (!offers.add(candidates.get(k).offer())) {
                throw new InvalidProblemException(
                        "candidates[" + k + "].offer",
                        "offer index " + candidates.get(k).offer() + " is a candidate of this line already");
            }
        }
    }
}
