package org.dcrbs.solver.table;

import java.util.OptionalLong;
import org.dcrbs.solver.PartyBounds;

/**
 * The parties' bounds on their nets. A bound that no choice can reach counts as none; any other is clipped to just
 * outside of what can be reached, so that sums of violations cannot overflow.
 */
public final class NetBounds {
    /** Just below, or just above, what the party's net can be if it has no bound. */
    public final long[] min;

    public final long[] max;
    private final long violationAtRest;
    private final boolean[] hasMin;
    private final boolean[] hasMax;

    NetBounds(PairingTable table) {
        int parties = table.partyCount();
        long[] reach = new long[parties];
        for (int line = 0; line < table.lineCount(); line++) {
            for (int k = table.firstCandidate[line]; k < table.firstCandidate[line + 1]; k++) {
                long size = Math.abs(table.worth[k]);
                reach[table.bundleParty[table.bundleOf[line]]] += size;
                reach[table.provider[k]] += size;
            }
        }
        min = new long[parties];
        max = new long[parties];
        hasMin = new boolean[parties];
        hasMax = new boolean[parties];
        long atRest = 0;
        for (int p = 0; p < parties; p++) {
            PartyBounds bounds = table.problem.parties().get(p);
            long far = reach[p] + 1;
            hasMin[p] = binds(bounds.netMin(), reach[p], true);
            hasMax[p] = binds(bounds.netMax(), reach[p], false);
            min[p] = clip(bounds.netMin().orElse(-far), far);
            max[p] = clip(bounds.netMax().orElse(far), far);
            atRest += violation(p, 0);
        }
        violationAtRest = atRest;
    }

    private static boolean binds(OptionalLong bound, long reach, boolean lower) {
        return bound.isPresent() && (lower ? bound.getAsLong() > -reach : bound.getAsLong() < reach);
    }

    private static long clip(long bound, long far) {
        return Math.max(-far, Math.min(far, bound));
    }

    /** Whether the party's netMin could be passed at all. */
    public boolean hasMin(int party) {
        return hasMin[party];
    }

    public boolean hasMax(int party) {
        return hasMax[party];
    }

    /** How far outside of their bounds all nets are together while nothing is served. */
    public long violationAtRest() {
        return violationAtRest;
    }

    /** Whether any party's net is bounded. */
    public boolean any() {
        for (int p = 0; p < min.length; p++) {
            if (hasMin[p] || hasMax[p]) {
                return true;
            }
        }
        return false;
    }

    /** How far outside of its bounds a party's net is. */
    public long violation(int party, long net) {
        return net > max[party] ? net - max[party] : net < min[party] ? min[party] - net : 0;
    }
}
