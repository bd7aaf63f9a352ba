package org.dcrbs.solver.bench;

import java.util.List;
import java.util.OptionalLong;
import org.dcrbs.solver.ServedBundle;

/** What a way came to on a problem. */
sealed interface Outcome {
    /** What the check of the answer says, or why there is none. */
    String word();

    /**
     * An answer.
     *
     * @param bound what the way itself proves, if anything
     * @param proof how, in a word; empty if there is no bound
     * @param feasible whether it keeps all rules
     */
    record Found(List<ServedBundle> pairings, OptionalLong bound, String proof, boolean feasible, String word)
            implements Outcome {
        public Found {
            pairings = List.copyOf(pairings);
        }

        static Found of(List<ServedBundle> pairings, OptionalLong bound, String proof, Checked checked) {
            return new Found(pairings, bound, proof, checked.feasible(), checked.word());
        }
    }

    /** No answer, and why. */
    record None(String word) implements Outcome {}
}
