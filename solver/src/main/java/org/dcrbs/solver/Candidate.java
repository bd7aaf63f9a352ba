package org.dcrbs.solver;

import java.util.Arrays;
import java.util.List;

/**
 * An offer that may serve a line.
 *
 * @param offer index of the offer
 * @param value what the pairing is worth to the party that receives
 * @param reserve what it costs the party that gives
 * @param worth what counts on both parties' nets
 * @param uses taken from each pool of the offer in every slot of the line
 */
public record Candidate(int offer, long value, long reserve, long worth, List<Long> uses) {
    public Candidate {
        uses = List.copyOf(uses);
        for (int pool = 0; pool < uses.size(); pool++) {
            if (uses.get(pool) < 0) {
                throw new InvalidProblemException("uses[" + pool + "]", "use " + uses.get(pool) + " is negative");
            }
        }
    }

    public static Candidate of(int offer, long value, long reserve, long worth, long... uses) {
        return new Candidate(
                offer, value, reserve, worth, Arrays.stream(uses).boxed().toList());
    }
}
