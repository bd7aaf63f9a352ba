package org.dcrbs.rules;

import org.dcrbs.market.negotiation.Tactics;

/**
 * How pairings of a category come to their worth.
 *
 * @param negotiated whether the parties negotiate at all
 * @param tactics how the automaton plays for either side, if they do or a person is asked
 */
public record NegotiationPolicy(boolean negotiated, Tactics tactics) {
    /** If no rule says how many. */
    static final int USUAL_ROUNDS = 10;

    /** Negotiations longer than this help nobody. */
    static final int MOST_ROUNDS = 1000;
}
