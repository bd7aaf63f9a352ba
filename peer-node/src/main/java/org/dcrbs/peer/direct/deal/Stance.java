package org.dcrbs.peer.direct.deal;

import java.util.List;
import org.dcrbs.market.Credits;
import org.dcrbs.market.negotiation.Hands;
import org.dcrbs.market.negotiation.Side;
import org.dcrbs.market.negotiation.Tactics;

/**
 * Where a side stands in a negotiation before it begins. Only the opening is ever told.
 *
 * @param opening a giver's first ask, a taker's first bid
 * @param limit the least that a giver takes, the most that a taker gives
 * @param hands in which policy wants the side
 * @param rules which rules, or whose word, say so
 */
public record Stance(Side side, Credits opening, Credits limit, Tactics tactics, Hands hands, List<String> rules) {
    public Stance {
        int order = opening.compareTo(limit);
        if (side == Side.GIVER ? order < 0 : order > 0) {
            throw new IllegalArgumentException(
                    side.words() + " would open with " + opening + ", beyond the limit " + limit);
        }
        rules = List.copyOf(rules);
    }
}
