package org.dcrbs.rules.bench;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.dcrbs.market.Credits;

/** What one lot comes to, in the same exact arithmetic as policies have. */
final class PlainSum {
    private final long units;
    private final long seconds;
    private final List<String> rules = new ArrayList<>();
    private BigDecimal charged = BigDecimal.ZERO;
    private BigDecimal factor = BigDecimal.ONE;

    PlainSum(long units, long seconds) {
        this.units = units;
        this.seconds = seconds;
    }

    /** Names what is reckoned next. */
    PlainSum rule(String name) {
        rules.add(name);
        return this;
    }

    void rate(String credits, long unitsPerTradeUnit, long period) {
        rate(credits, unitsPerTradeUnit, period, 1, 1);
    }

    void rate(String credits, long unitsPerTradeUnit, long period, long of, long per) {
        charge(credits, seconds, unitsPerTradeUnit, period, of, per);
    }

    void rateOnce(String credits, long of, long per) {
        charge(credits, 1, 1, 1, of, per);
    }

    void raise(long permille) {
        factor = factor.add(BigDecimal.valueOf(permille, 3));
    }

    void raiseForDoublings(long permille, long of, long base) {
        if (of > base) {
            long millionths = (long) (StrictMath.log((double) of / base) / StrictMath.log(2) * 1e6);
            factor = factor.add(BigDecimal.valueOf(permille).multiply(BigDecimal.valueOf(millionths, 9)));
        }
    }

    /** So many thousandths of the worth. */
    Credits worth(long permille) {
        BigDecimal worth = charged.multiply(factor).movePointRight(6).setScale(0, RoundingMode.HALF_UP);
        return Credits.micro(permille == 1000 ? worth.longValueExact() : part(worth, permille));
    }

    List<String> rules() {
        return rules;
    }

    private static long part(BigDecimal worth, long permille) {
        return worth.multiply(BigDecimal.valueOf(permille, 3))
                .setScale(0, RoundingMode.DOWN)
                .longValueExact();
    }

    private void charge(String credits, long times, long unitsPerTradeUnit, long period, long of, long per) {
        BigInteger numerator =
                BigInteger.valueOf(units).multiply(BigInteger.valueOf(times)).multiply(BigInteger.valueOf(of));
        BigInteger denominator = BigInteger.valueOf(unitsPerTradeUnit)
                .multiply(BigInteger.valueOf(period))
                .multiply(BigInteger.valueOf(per));
        charged = charged.add(new BigDecimal(credits)
                .multiply(new BigDecimal(numerator))
                .divide(new BigDecimal(denominator), 24, RoundingMode.HALF_EVEN));
    }
}
