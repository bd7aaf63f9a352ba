package org.dcrbs.market;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An amount of worth, in whole micro-credits; may be negative. Sums that don't fit throw {@link ArithmeticException}
 * rather than wrap.
 */
public record Credits(long micro) implements Comparable<Credits> {
    public static final Credits ZERO = new Credits(0);
    /** The largest amount that a single listing, worth or limit may have: a trillion credits. */
    public static final Credits MOST = new Credits(1_000_000_000_000_000_000L);

    private static final long MICRO = 1_000_000;

    public Credits {
        Check.range("credits (micro)", micro, -1_000_000_000_000_000_000L, 1_000_000_000_000_000_000L);
    }

    public static Credits micro(long micro) {
        return new Credits(micro);
    }

    public static Credits of(long whole) {
        return new Credits(Math.multiplyExact(whole, MICRO));
    }

    /** Parses a decimal amount of credits such as {@code 12.5}; at most six places. */
    public static Credits parse(String text) {
        try {
            BigDecimal amount = new BigDecimal(text.strip());
            Check.that(
                    Math.abs(amount.scale()) <= 30 && amount.precision() <= 40,
                    "credits \"" + text + "\": out of range");
            return new Credits(amount.movePointRight(6).longValueExact());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("credits \"" + text + "\": want a decimal number such as 12.5", e);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "credits \"" + text + "\": out of range, or more than six decimal places", e);
        }
    }

    public Credits plus(Credits other) {
        return new Credits(Math.addExact(micro, other.micro));
    }

    public Credits minus(Credits other) {
        return new Credits(Math.subtractExact(micro, other.micro));
    }

    public Credits negate() {
        return new Credits(-micro);
    }

    /** This times {@code part / whole}, rounded down (towards negative infinity). */
    public Credits portion(BigInteger part, BigInteger whole) {
        if (part.signum() < 0 || whole.signum() <= 0) {
            throw new IllegalArgumentException("portion " + part + " of " + whole);
        }
        BigInteger[] divided = BigInteger.valueOf(micro).multiply(part).divideAndRemainder(whole);
        BigInteger floor = divided[1].signum() < 0 ? divided[0].subtract(BigInteger.ONE) : divided[0];
        return new Credits(floor.longValueExact());
    }

    /**
     * The same; many times faster where the amount has at most 53 bits and the whole 60. The quotient is estimated in floating
     * point, which is off by less than a few; the remainder is exact though its terms overflow, and sets it right.
     */
    public Credits portion(long part, long whole) {
        double estimate = (double) micro * part / whole;
        if (micro < 0 || part < 0 || whole <= 0 || whole >> 60 != 0 || micro >> 53 != 0 || estimate >= 1L << 53) {
            return portion(BigInteger.valueOf(part), BigInteger.valueOf(whole));
        }
        long quotient = (long) estimate;
        long remainder = micro * part - quotient * whole;
        while (remainder < 0) {
            quotient--;
            remainder += whole;
        }
        while (remainder >= whole) {
            quotient++;
            remainder -= whole;
        }
        return new Credits(quotient);
    }

    /** This times {@code permille / 1000}, rounded down. */
    public Credits permille(long permille) {
        return portion(BigInteger.valueOf(permille), BigInteger.valueOf(1000));
    }

    /** The middle between this and the other, rounded down. */
    public Credits midpoint(Credits other) {
        return new Credits(Math.floorDiv(Math.addExact(micro, other.micro), 2));
    }

    public boolean isNegative() {
        return micro < 0;
    }

    public static Credits min(Credits a, Credits b) {
        return a.micro <= b.micro ? a : b;
    }

    public static Credits max(Credits a, Credits b) {
        return a.micro >= b.micro ? a : b;
    }

    @Override
    public int compareTo(Credits other) {
        return Long.compare(micro, other.micro);
    }

    /** A plain decimal number of credits, without trailing zeros: {@code 12.5}. */
    @Override
    public String toString() {
        BigDecimal amount = BigDecimal.valueOf(micro, 6).stripTrailingZeros();
        return (amount.scale() < 0 ? amount.setScale(0) : amount).toPlainString();
    }
}
