package org.dcrbs.solver;

import java.util.Arrays;
import java.util.List;

/** One thing a bundle asks for: exactly one candidate serves it, through all of its window. */
public record Line(String id, int from, int until, List<Candidate> candidates) {
    public Line {
        Checks.id("line", id);
        Checks.window(from, until);
        candidates = List.copyOf(candidates);
        int[] offers = new int[candidates.size()];
        for (int k = 0; k < offers.length; k++) {
            offers[k] = candidates.get(k).offer();
        }
        Arrays.sort(offers);
        for (int i = 1; i < offers.length; i++) {
            if (offers[i] == offers[i - 1]) {
                throw twice(candidates, offers[i]);
            }
        }
    }

    private static InvalidProblemException twice(List<Candidate> candidates, int offer) {
        int last = candidates.size() - 1;
        while (candidates.get(last).offer() != offer) {
            last--;
        }
        return new InvalidProblemException(
                "candidates[" + last + "].offer", "offer index " + offer + " is a candidate of this line already");
    }
}
