package org.dcrbs.solver.bench;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How one way did on one problem.
 *
 * @param bound what the way itself proved
 * @param gap of the objective below the best bound that any way proved on this problem, as a share of that bound
 * @param proof how the way proved its bound; empty if it proved none
 * @param ratio the objective as a share of first come's in the same run; only where both are positive
 * @param word what the check of the answer says, or why there is none
 */
public record BenchRow(
        String problem,
        String way,
        OptionalLong objective,
        OptionalLong bound,
        OptionalDouble gap,
        String proof,
        OptionalLong optimum,
        double seconds,
        OptionalDouble ratio,
        String word) {
    /** How far the objective is from the known optimum; 0 is the best there is. */
    public OptionalLong distance() {
        return objective.isPresent() && optimum.isPresent()
                ? OptionalLong.of(optimum.getAsLong() - objective.getAsLong())
                : OptionalLong.empty();
    }
}
