package org.dcrbs.solver.bound;

/** Products of two longs, shifted right, rounded up or down; an {@link ArithmeticException} if they do not fit. */
final class FixedPoint {
    private FixedPoint() {}

    /** {@code floor(a * b / 2^shift)}, for 0 &le; shift &le; 62. */
    static long floor(long a, long b, int shift) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        if (shift == 0) {
            return Math.multiplyExact(a, b);
        }
        if (high >> (shift - 1) != 0 && high >> (shift - 1) != -1) {
            throw new ArithmeticException("product too large");
        }
        return (high << (64 - shift)) | (low >>> shift);
    }

    /** {@code ceil(a * b / 2^shift)}. */
    static long ceil(long a, long b, int shift) {
        return -floor(-a, b, shift);
    }
}
