package org.dcrbs.server.round;

import java.time.Duration;
import java.util.OptionalLong;
import org.dcrbs.solver.SolveLimits;

/**
 * What an operator decides about a round.
 *
 * @param solveSeconds the longest that the solver may take
 * @param steps the most moves that the solver may try; with it, the same seed gives the same round
 * @param candidates how many candidates a requirement gets at most
 */
public record RoundOptions(int solveSeconds, OptionalLong steps, int candidates, long seed) {
    public static final RoundOptions DEFAULT = new RoundOptions(10, OptionalLong.empty(), 16, 1);

    public RoundOptions {
        range("solveSeconds", solveSeconds, 1, 24 * 3600);
        range("candidates", candidates, 1, 1000);
        steps.ifPresent(most -> range("steps", most, 1, Long.MAX_VALUE));
    }

    /** The same, but for the seed. */
    public RoundOptions withSeed(long other) {
        return new RoundOptions(solveSeconds, steps, candidates, other);
    }

    /** All processors may help. */
    SolveLimits limits() {
        return limits(Runtime.getRuntime().availableProcessors());
    }

    /** @param threads a second one only improves the bound */
    public SolveLimits limits(int threads) {
        return new SolveLimits(Duration.ofSeconds(solveSeconds), steps, 0.0, threads);
    }

    private static void range(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(field + " is " + value + "; want " + least + " to " + most);
        }
    }
}
