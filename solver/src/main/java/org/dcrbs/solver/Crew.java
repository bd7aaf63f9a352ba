package org.dcrbs.solver;

import org.dcrbs.solver.parts.Shares;

/**
 * Who solves parts of a problem.
 *
 * @param members how many parts may be solved at a time
 * @param solver solves one; it is called by as many threads
 */
public record Crew(int members, PartSolver solver) {
    public static final int MOST = Shares.MOST;

    public Crew {
        if (members < 1 || members > MOST) {
            throw new IllegalArgumentException(members + " members are not within 1.." + MOST);
        }
    }

    /** Nobody but the calling program itself, which leaves a problem whole unless it falls apart. */
    public static Crew alone() {
        return new Crew(1, PartSolver.here());
    }

    /** So many threads of this program. */
    public static Crew threads(int members) {
        return new Crew(members, PartSolver.here());
    }
}
