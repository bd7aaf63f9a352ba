package org.dcrbs.market.negotiation;

import java.time.Instant;
import org.dcrbs.market.Credits;

/** One move of one side, as it is kept. */
public sealed interface Move {
    Side side();

    Actor by();

    Instant at();

    /**
     * A worth that the side would agree to.
     *
     * @param split whether it is the fair end of what lies between the last two offers: the automaton's way to close
     */
    record Offer(Side side, Credits amount, boolean split, Actor by, Instant at) implements Move {}

    /** Agrees to what the other side offered last. */
    record Accept(Side side, Credits amount, Actor by, Instant at) implements Move {}

    /** Ends it without a worth. */
    record Reject(Side side, String reason, Actor by, Instant at) implements Move {
        private static final int LONGEST = 500;

        public Reject {
            if (reason.isBlank() || reason.length() > LONGEST || reason.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a reason wants 1 to " + LONGEST + " characters in one line");
            }
        }
    }

    /** Puts the side into other hands: a person takes it over or hands it back, or silence does. */
    record HandOver(Side side, Hands to, Actor by, Instant at) implements Move {}
}
