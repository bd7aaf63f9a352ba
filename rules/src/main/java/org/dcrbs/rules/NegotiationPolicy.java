package org.dcrbs.rules;

import java.util.List;

/**
 * How pairings of a category come to their worth. When a part {@code t} (0 to 1) of the rounds is over, a side has gone
 * {@code pow(t, exponent)} of the way from its opening to its limit: 1 concedes evenly, more holds out to the end
 * (boulware), less gives way early (conceder).
 *
 * @param negotiated whether the parties negotiate at all; if not, the rest is without meaning
 * @param rounds how many offers and counter-offers there are at most
 * @param rules the names of the rules that said so, in the order of firing
 */
public record NegotiationPolicy(
        boolean negotiated, int rounds, double giverExponent, double takerExponent, List<String> rules) {
    /** If no rule says how many. */
    static final int USUAL_ROUNDS = 10;

    /** Negotiations longer than this help nobody. */
    static final int MOST_ROUNDS = 1000;

    public NegotiationPolicy {
        rules = List.copyOf(rules);
    }
}
