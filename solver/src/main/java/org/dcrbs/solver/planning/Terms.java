package org.dcrbs.solver.planning;

import org.dcrbs.solver.bound.Prices;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.table.PairingTable;

/**
 * What a round of the search goes by, besides the plan itself.
 *
 * @param prices by which places are ranked
 * @param netPenalty what a unit of net outside of its bounds costs: low at first, so that trades may cross a bound on
 *     their way to better ones, high in the end
 */
public record Terms(PairingTable table, Prices prices, double netPenalty) {
    private static final double LARGEST_PENALTY = 0x1p61;

    /** The penalty for nets outside of their bounds; together with any surplus it fits in a long. */
    public long penalty(long netViolation) {
        return (long) Math.ceil(Math.min(LARGEST_PENALTY, netPenalty * netViolation));
    }

    /** What the search makes as large as it can, among allocations that keep the other rules. */
    double merit(Allocation allocation) {
        return allocation.surplus() - netPenalty * allocation.netViolation();
    }
}
