package org.dcrbs.peer.share;

/** The owner's private part of each resource, in per cent. */
public record Reserved(int processors, int memory, int disk, int internet) {
    public static final Reserved HALF = new Reserved(50, 50, 50, 50);

    private static final int ALL = 100;

    public Reserved {
        for (int percent : new int[] {processors, memory, disk, internet}) {
            if (percent < 0 || percent > ALL) {
                throw new IllegalArgumentException(percent + " per cent is not 0 to 100");
            }
        }
    }

    /** What is left of an amount for others. */
    static long left(long amount, int percent) {
        return Math.multiplyExact(amount / ALL, ALL - percent) + amount % ALL * (ALL - percent) / ALL;
    }
}
