package org.dcrbs.solver.pricing;

/** How a pairing came to its worth. */
public enum Basis {
    /** The uniform price. */
    UNIFORM,
    /** The uniform price is more than the taker gains by it; the most that the taker can pay. */
    CAPPED,
    /** The uniform price leaves the giver no room for its commission; the least that does. */
    RAISED,
    /** The policy's share of the surplus. */
    SPLIT,
    /** The worth that the candidate came with, or what is nearest to it with room for commissions. */
    GIVEN,
    /** As near to what the policy wants as the bounds on nets allow. */
    HELD
}
