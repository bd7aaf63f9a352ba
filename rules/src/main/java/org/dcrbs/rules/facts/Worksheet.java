package org.dcrbs.rules.facts;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.dcrbs.market.Credits;

/**
 * Adds up what rules say of one lot: the sum of its charges, times one plus the sum of its raises less its reductions.
 * Every step rounds monotonically, so that a lot with more to charge for is never worth less.
 */
final class Worksheet {
    private static final BigDecimal MICRO = BigDecimal.valueOf(1_000_000);
    private static final int PLACES = 24;

    private BigDecimal charged = BigDecimal.ZERO;
    private BigDecimal factor = BigDecimal.ONE;
    private boolean priced;

    /** Adds {@code credits} times {@code numerator / denominator}. */
    void charge(BigDecimal credits, BigInteger numerator, BigInteger denominator) {
        priced = true;
        charged = charged.add(credits.multiply(new BigDecimal(numerator))
                .divide(new BigDecimal(denominator), PLACES, RoundingMode.HALF_EVEN));
    }

    /** Adds to the factor; negative to lower it. */
    void raisePermille(BigDecimal permille) {
        factor = factor.add(permille.movePointLeft(3));
    }

    /** Whether any rule charged for anything. */
    boolean isPriced() {
        return priced;
    }

    /** The worth, to the nearest micro-credit; reductions take it to zero at most. */
    BigDecimal microCredits() {
        return charged.multiply(factor.max(BigDecimal.ZERO)).multiply(MICRO).setScale(0, RoundingMode.HALF_UP);
    }

    static boolean fits(BigDecimal microCredits) {
        return microCredits.compareTo(BigDecimal.valueOf(Credits.MOST.micro())) <= 0;
    }
}
