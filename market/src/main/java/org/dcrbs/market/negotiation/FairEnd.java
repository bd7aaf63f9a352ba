package org.dcrbs.market.negotiation;

import java.math.BigInteger;
import org.dcrbs.market.Credits;

/** Where the last gap between a bid and an ask is closed. Each point lies between the two. */
public enum FairEnd {
    /** Half-way between the last bid and the last ask. */
    MIDDLE,
    /**
     * The worth at which the product of both sides' gains is greatest (Nash 1950): the middle between reserve and value, or
     * as near to it as the offers still leave. What was offered in between doesn't matter.
     */
    NASH,
    /**
     * The worth at which each side gets the same part of the most that it could still get (Kalai and Smorodinsky 1975).
     * Since nobody takes an offer back, that is the own last offer: who gave way less gets more.
     */
    KALAI;

    /**
     * @param bid no more than the ask
     * @return at least the bid and the reserve, at most the ask and the value
     */
    public Credits of(Terms terms, Credits bid, Credits ask) {
        Credits low = Credits.max(bid, terms.reserve());
        Credits high = Credits.min(ask, terms.value());
        return switch (this) {
            case MIDDLE -> low.midpoint(high);
            case NASH -> between(low, high, terms.reserve().midpoint(terms.value()));
            case KALAI -> between(low, high, kalai(terms, low, high));
        };
    }

    private static Credits between(Credits low, Credits high, Credits point) {
        return Credits.max(low, Credits.min(high, point));
    }

    private static Credits kalai(Terms terms, Credits bid, Credits ask) {
        BigInteger giver = BigInteger.valueOf(ask.minus(terms.reserve()).micro());
        BigInteger taker = BigInteger.valueOf(terms.value().minus(bid).micro());
        BigInteger both = giver.add(taker);
        if (both.signum() == 0) {
            return terms.reserve();
        }
        return terms.reserve().plus(terms.value().minus(terms.reserve()).portion(giver, both));
    }
}
