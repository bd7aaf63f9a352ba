package org.dcrbs.solver.cpsat;

import java.util.Optional;
import org.dcrbs.solver.search.Allocation;

/**
 * What CP-SAT came to.
 *
 * @param allocation the best feasible one it found, if any
 * @param bound no feasible choice has a larger objective; {@code Long.MAX_VALUE} if nothing is proven
 * @param infeasible whether it is proven that nothing is feasible
 */
public record CpResult(Optional<Allocation> allocation, long bound, boolean infeasible) {
    static final CpResult NOTHING = new CpResult(Optional.empty(), Long.MAX_VALUE, false);

    /** Whether the allocation is proven best. */
    public boolean optimal() {
        return allocation.isPresent() && allocation.get().surplus() >= bound;
    }
}
