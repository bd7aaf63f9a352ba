package org.dcrbs.rules;

import java.time.Duration;
import java.util.List;
import org.dcrbs.market.negotiation.Hands;
import org.dcrbs.market.negotiation.Silence;

/**
 * Whether people negotiate the worth of a pairing.
 *
 * @param giver in whose hands the giver's side begins
 * @param taker in whose hands the taker's side begins
 * @param answerWithin how long each side has for an answer
 * @param endWithin how long all of it may take
 * @param rules the names of the rules that said so, in the order of firing
 */
public record PersonPolicy(
        Hands giver, Hands taker, Duration answerWithin, Duration endWithin, Silence silence, List<String> rules) {
    public PersonPolicy {
        rules = List.copyOf(rules);
    }

    public boolean asksAnyone() {
        return giver == Hands.PERSON || taker == Hands.PERSON;
    }
}
