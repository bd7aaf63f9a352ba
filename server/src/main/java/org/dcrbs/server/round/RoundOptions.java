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

    SolveLimits limits() {
        return new SolveLimits(
                Duration.ofSeconds(solveSeconds),
                steps,
                0.0,
                Math.max(1, Runtime.getRuntime().availableProcessors()));
    }

    private static void range(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(field + " is " + value + "; want " + least + " to " + most);
        }
    }
}
