package org.dcrbs.peer.execute;

/**
 * How much the owner lets the node compute just now.
 *
 * @param workers how many units may run at once; 0: none
 * @param givesMemoryBack whether what is paused must leave the memory too, and so begin again later
 * @param why it is less than the whole share, in words for the owner; empty if it is not
 */
public record Allowance(int workers, boolean givesMemoryBack, String why) {
    /** As much as the share says. */
    public static final Allowance WHOLE_SHARE = new Allowance(Integer.MAX_VALUE, false, "");

    public Allowance {
        if (workers < 0) {
            throw new IllegalArgumentException(workers + " workers");
        }
    }

    public static Allowance whole(int workers) {
        return new Allowance(workers, false, "");
    }

    public static Allowance fewer(int workers, String why) {
        return new Allowance(workers, false, why);
    }

    /** Units stay where they are and go on later. */
    public static Allowance paused(String why) {
        return new Allowance(0, false, why);
    }

    /** Units are stopped, and begin again later. */
    public static Allowance cleared(String why) {
        return new Allowance(0, true, why);
    }
}
