package org.dcrbs.peer.execute;

/**
 * How much the owner lets the node do just now.
 *
 * @param workers how many units may run at once; 0: none
 * @param givesMemoryBack whether what is paused must leave the memory too, and so begin again later
 * @param transfers whether files and other bulk may move, too
 * @param why it is less than the whole share, in words for the owner; empty if it is not
 */
public record Allowance(int workers, boolean givesMemoryBack, boolean transfers, String why) {
    /** As much as the share says. */
    public static final Allowance WHOLE_SHARE = new Allowance(Integer.MAX_VALUE, false, true, "");

    public Allowance {
        if (workers < 0) {
            throw new IllegalArgumentException(workers + " workers");
        }
    }

    public static Allowance whole(int workers) {
        return new Allowance(workers, false, true, "");
    }

    public static Allowance fewer(int workers, String why) {
        return new Allowance(workers, false, true, why);
    }

    /** Units stay where they are and go on later. */
    public static Allowance paused(String why) {
        return new Allowance(0, false, true, why);
    }

    /** The same, and nothing bulky is sent or received. */
    public static Allowance standstill(String why) {
        return new Allowance(0, false, false, why);
    }

    /** Units are stopped, and begin again later. */
    public static Allowance cleared(String why) {
        return new Allowance(0, true, true, why);
    }
}
