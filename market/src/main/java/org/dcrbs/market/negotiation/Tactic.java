package org.dcrbs.market.negotiation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.dcrbs.market.Credits;

/**
 * How far a side comes towards the other with its next offer; after Faratin, Sierra and Jennings, "Negotiation decision
 * functions for autonomous agents", Robotics and Autonomous Systems 24 (1998). An answer may lie beyond the side's limit
 * or take an offer back; {@link Tactics} keeps it from that.
 */
public sealed interface Tactic {
    /** If no rule says otherwise. */
    Tactic EVENLY = new Conceding(1);

    /** @param rounds how many offers the side has for the whole way, 1 or more */
    Credits next(Open now, Side side, int rounds);

    /**
     * Time-dependent: after a part {@code t} of the rounds {@code pow(t, exponent)} of the way from the opening to the limit
     * is gone. 1 concedes evenly, more holds out to the end (boulware), less gives way early (conceder).
     */
    record Conceding(double exponent) implements Tactic {
        public Conceding {
            positive("a concession's exponent", exponent);
        }

        @Override
        public Credits next(Open now, Side side, int rounds) {
            double time = Math.min(1.0, (double) now.offered(side) / rounds);
            Credits opening = now.terms().limit(side.other());
            return opening.plus(times(now.terms().limit(side).minus(opening), StrictMath.pow(time, exponent)));
        }
    }

    /**
     * Behaviour-dependent: gives way by as much as the other side did with its last offer, times a factor; the absolute
     * tit-for-tat without chance. Unlike the relative one it doesn't hang on how far from nothing the amounts are. Who
     * opens, or meets somebody who stays where he is, stays, too.
     */
    record Reciprocating(double factor) implements Tactic {
        public Reciprocating {
            positive("a reciprocation's factor", factor);
        }

        @Override
        public Credits next(Open now, Side side, int rounds) {
            Credits before =
                    now.last(side).map(Move.Offer::amount).orElse(now.terms().limit(side.other()));
            List<Move.Offer> others = now.offers(side.other());
            if (others.size() < 2) {
                return before;
            }
            Credits latest = others.get(others.size() - 1).amount();
            Credits step = latest.minus(others.get(others.size() - 2).amount());
            Credits most = now.terms().limit(side).minus(before);
            Credits reached = times(step.negate(), factor);
            // No further than to the limit, so that no sum leaves the range of credits.
            return before.plus(side == Side.GIVER ? Credits.max(reached, most) : Credits.min(reached, most));
        }
    }

    private static void positive(String what, double value) {
        if (!(value > 0 && value <= 1000)) {
            throw new IllegalArgumentException(what + " is " + value + "; want more than 0 and at most 1000");
        }
    }

    private static Credits times(Credits amount, double factor) {
        BigDecimal product = BigDecimal.valueOf(amount.micro())
                .multiply(BigDecimal.valueOf(factor))
                .setScale(0, RoundingMode.DOWN);
        BigDecimal most = BigDecimal.valueOf(Credits.MOST.micro());
        return Credits.micro(product.min(most).max(most.negate()).longValueExact());
    }
}
