package org.dcrbs.solver.planning;

import org.optaplanner.core.api.domain.solution.cloner.SolutionCloner;

/** Clones a plan as an array of picks. */
public class PlanCloner implements SolutionCloner<Plan> {
    @Override
    public Plan cloneSolution(Plan original) {
        return original.copy();
    }
}
