package org.dcrbs.server.negotiation;

import java.time.Instant;
import java.util.Optional;
import org.dcrbs.market.Credits;
import org.dcrbs.market.negotiation.Actor;
import org.dcrbs.market.negotiation.Hands;
import org.dcrbs.market.negotiation.Move;
import org.dcrbs.market.negotiation.Side;
import org.dcrbs.server.listing.BadInputException;

/**
 * What a person asks for.
 *
 * @param side for whom; by default whose turn it is
 * @param by the person's name
 * @param amount what is offered; of an acceptance, what is believed to stand
 */
record MoveRequest(
        Optional<Kind> move,
        Optional<Side> side,
        Optional<String> by,
        Optional<Credits> amount,
        Optional<String> reason) {
    enum Kind {
        OFFER,
        ACCEPT,
        REJECT,
        TAKE_OVER,
        HAND_BACK
    }

    /** @param turn whose turn it is */
    Move at(Side turn, Instant now) {
        Kind kind = move.orElseThrow(() -> new BadInputException("move: which one?"));
        Side mover = side.orElse(turn);
        try {
            Actor person = new Actor.Person(by.orElseThrow(() -> new BadInputException("by: who makes this move?")));
            return switch (kind) {
                case OFFER -> new Move.Offer(mover, amountOf("offered"), false, person, now);
                case ACCEPT -> new Move.Accept(mover, amountOf("accepted"), person, now);
                case REJECT ->
                    new Move.Reject(
                            mover,
                            reason.orElseThrow(() -> new BadInputException("reason: why is it rejected?")),
                            person,
                            now);
                case TAKE_OVER -> new Move.HandOver(mover, Hands.PERSON, person, now);
                case HAND_BACK -> new Move.HandOver(mover, Hands.AUTOMATON, person, now);
            };
        } catch (IllegalArgumentException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Asked of acceptances too, since the other side may have moved since one looked. */
    private Credits amountOf(String what) {
        Credits asked = amount.orElseThrow(() -> new BadInputException("amount: how much is " + what + "?"));
        if (asked.isNegative()) {
            throw new BadInputException("amount: " + asked + " is below nothing");
        }
        return asked;
    }
}
