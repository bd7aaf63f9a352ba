package org.dcrbs.solver.search;

import org.dcrbs.solver.table.PairingTable;

/**
 * What a round of the search goes by, besides the rules that must hold.
 *
 * @param netPenalty what a unit of net outside of its bounds costs: low at first, so that trades may cross a bound on
 *     their way to better ones, high in the end
 * @param absencePenalty what a mandatory bundle that is not served costs
 */
public record Terms(PairingTable table, double netPenalty, long absencePenalty) {
    private static final double LARGEST_PENALTY = 0x1p61;

    /** The most that absences may cost all together. */
    private static final long LARGEST_ABSENCE = 1L << 60;

    public Terms {
        absencePenalty = Math.min(absencePenalty, LARGEST_ABSENCE / Math.max(1, table.bundleCount()));
    }

    /** The penalty for nets outside of their bounds; together with any surplus it fits in a long. */
    public long penalty(long netViolation) {
        return (long) Math.ceil(Math.min(LARGEST_PENALTY, netPenalty * netViolation));
    }

    /** What the search makes as large as it can, among allocations that keep the other rules. */
    double merit(Allocation allocation) {
        return allocation.surplus()
                - netPenalty * allocation.netViolation()
                - (double) absencePenalty * allocation.unservedMandatory();
    }
}
