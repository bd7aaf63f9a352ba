package org.dcrbs.server.negotiation;

import org.dcrbs.market.negotiation.Hands;
import org.dcrbs.market.negotiation.Move;

/** A move in one line of plain English. */
final class MoveWords {
    private MoveWords() {}

    static String of(Move move) {
        return what(move) + " (" + move.by().words() + ")";
    }

    private static String what(Move move) {
        String side = move.side().words();
        if (move instanceof Move.Offer offer) {
            return side + (offer.split() ? " offers to end fairly, at " : " offers ") + offer.amount();
        }
        if (move instanceof Move.Accept accept) {
            return side + " accepts " + accept.amount();
        }
        if (move instanceof Move.Reject reject) {
            return side + " says no: " + reject.reason();
        }
        Move.HandOver handOver = (Move.HandOver) move;
        return handOver.to() == Hands.PERSON
                ? side + "'s side is taken over"
                : side + "'s side is handed to the automaton";
    }
}
