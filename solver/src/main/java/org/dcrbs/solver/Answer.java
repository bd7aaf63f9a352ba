package org.dcrbs.solver;

import java.util.List;
import java.util.Optional;

/**
 * What to pair, and how good that provably is.
 *
 * @param problem name of the problem
 * @param objective sum of value less reserve over all pairings
 * @param bound no choice whatsoever has a larger objective
 * @param proof what proves the bound
 * @param steps moves that the search tried
 * @param prices the prices behind the bound and behind fair worths; absent in an answer that was read from a file
 * @param knapsackPrices what proves a bound by {@link Proof#KNAPSACKS}, with the prices
 */
public record Answer(
        String problem,
        long objective,
        long bound,
        Proof proof,
        long seed,
        long steps,
        double seconds,
        List<ServedBundle> pairings,
        List<Unserved> unserved,
        Optional<DualPrices> prices,
        Optional<KnapsackPrices> knapsackPrices) {
    public Answer {
        pairings = List.copyOf(pairings);
        unserved = List.copyOf(unserved);
    }

    /** An answer whose bound needs no knapsacks. */
    public Answer(
            String problem,
            long objective,
            long bound,
            Proof proof,
            long seed,
            long steps,
            double seconds,
            List<ServedBundle> pairings,
            List<Unserved> unserved,
            Optional<DualPrices> prices) {
        this(problem, objective, bound, proof, seed, steps, seconds, pairings, unserved, prices, Optional.empty());
    }

    /** The same answer, with what proves its bound. */
    public Answer withPrices(BoundPrices known) {
        return new Answer(
                problem,
                objective,
                bound,
                proof,
                seed,
                steps,
                seconds,
                pairings,
                unserved,
                Optional.of(known.linear()),
                known.claims());
    }

    /** How far below the bound the objective is, as a share of the bound; 0 is proven best. */
    public double gap() {
        return gap(objective, bound);
    }

    static double gap(long objective, long bound) {
        return ((double) bound - objective) / Math.max(1.0, Math.abs((double) bound));
    }
}
