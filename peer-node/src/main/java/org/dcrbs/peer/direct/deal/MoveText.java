package org.dcrbs.peer.direct.deal;

import java.time.Instant;
import java.util.Optional;
import org.dcrbs.market.Credits;
import org.dcrbs.market.negotiation.Actor;
import org.dcrbs.market.negotiation.Hands;
import org.dcrbs.market.negotiation.Move;
import org.dcrbs.market.negotiation.Side;

/** A person's move as a line of text, and any move in words. */
public final class MoveText {
    private MoveText() {}

    /** What can be said, given what stands. */
    public static String choices(Optional<Credits> standing) {
        return standing.map(amount -> "yes to accept " + amount + ", ").orElse("") + "a worth, no REASON, or auto";
    }

    /**
     * @param standing the other side's last offer
     * @throws IllegalArgumentException if the line is none of the {@link #choices}
     */
    public static Move parse(String line, Side side, Optional<Credits> standing, Actor.Person person, Instant at) {
        if (line.equals("yes")) {
            return new Move.Accept(
                    side,
                    standing.orElseThrow(() -> new IllegalArgumentException("there is nothing to accept yet")),
                    person,
                    at);
        }
        if (line.equals("auto")) {
            return new Move.HandOver(side, Hands.AUTOMATON, person, at);
        }
        if (line.equals("no") || line.startsWith("no ")) {
            String reason = line.substring(2).strip();
            return new Move.Reject(side, reason.isEmpty() ? "not at this worth" : reason, person, at);
        }
        return new Move.Offer(side, Credits.parse(line), false, person, at);
    }

    public static String words(Move move) {
        if (move instanceof Move.Offer offer) {
            return (move.side() == Side.GIVER ? "asks " : "bids ")
                    + offer.amount()
                    + (offer.split() ? ", to close the gap" : "");
        }
        if (move instanceof Move.Accept accept) {
            return "accepts " + accept.amount();
        }
        return move instanceof Move.Reject reject ? "says no: " + reject.reason() : "hands over";
    }
}
