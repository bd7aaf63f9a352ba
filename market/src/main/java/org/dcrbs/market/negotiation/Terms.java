package org.dcrbs.market.negotiation;

import java.time.Duration;
import java.time.Instant;
import org.dcrbs.market.Credits;

/**
 * What a negotiation is bound by from its beginning to its end.
 *
 * @param reserve the least that the giver takes; binds whoever plays the giver's side, a person too
 * @param value the most that the taker gives; binds whoever plays the taker's side
 * @param answerWithin how long a side has for each of its turns
 * @param ends when all of it is over at the latest
 */
public record Terms(Credits reserve, Credits value, Duration answerWithin, Instant ends, Silence silence) {
    public Terms {
        if (reserve.isNegative() || value.isNegative()) {
            throw new IllegalArgumentException(
                    "reserve " + reserve + " and value " + value + "; neither may be below nothing");
        }
        if (answerWithin.isNegative() || answerWithin.isZero()) {
            throw new IllegalArgumentException("an answer within " + answerWithin + "; want some time for it");
        }
    }

    /** What the side doesn't go beyond. */
    public Credits limit(Side side) {
        return side == Side.GIVER ? reserve : value;
    }

    /** Whether there is a worth that both sides would agree to. */
    public boolean hasZone() {
        return reserve.compareTo(value) <= 0;
    }
}
