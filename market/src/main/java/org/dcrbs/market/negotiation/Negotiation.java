package org.dcrbs.market.negotiation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.Credits;

/**
 * The worth of one pairing, negotiated by alternating offers. Immutable: each move makes the next state.
 *
 * <pre>
 * Open    offer                        Open, the other side's turn
 *         accept                       Agreed, at the worth that the other side offered last
 *         reject                       Failed
 *         hand over (at anyone's turn) Open, the same turn; its time begins anew if it is that side's
 *         a person's turn is over      Open in the automaton's hands, or Failed: as the terms say of silence
 *         all time is over             Open in the automaton's hands on both sides, or Failed
 * Agreed  final
 * Failed  final
 * </pre>
 *
 * Nobody offers less well for the other side than before, nor beyond the own limit; so what is agreed is worth no less
 * than the giver's reserve and no more than the taker's value.
 */
public sealed interface Negotiation permits Open, Negotiation.Agreed, Negotiation.Failed {
    Terms terms();

    /** All of them, in their order. */
    List<Move> moves();

    /** Makes the move, or says why it may not be made. */
    Reply make(Move move);

    /** One that begins: nobody has moved yet. */
    static Open open(Terms terms, Side first, Hands giver, Hands taker, Instant at) {
        return new Open(terms, List.of(), first, giver, taker, Open.turnEnds(terms, at));
    }

    /** What the side has offered, in the order of the moves. Plain loops here: a round plays thousands of these. */
    default List<Move.Offer> offers(Side side) {
        List<Move.Offer> offers = new ArrayList<>(moves().size());
        for (Move move : moves()) {
            if (move.side() == side && move instanceof Move.Offer offer) {
                offers.add(offer);
            }
        }
        return offers;
    }

    /** What the side offered last. */
    default Optional<Move.Offer> last(Side side) {
        for (int i = moves().size() - 1; i >= 0; i--) {
            if (moves().get(i).side() == side && moves().get(i) instanceof Move.Offer offer) {
                return Optional.of(offer);
            }
        }
        return Optional.empty();
    }

    /** How many offers the side has made. */
    default int offered(Side side) {
        int offered = 0;
        for (Move move : moves()) {
            offered += move.side() == side && move instanceof Move.Offer ? 1 : 0;
        }
        return offered;
    }

    /** The moves so far and one more. */
    default List<Move> with(Move move) {
        List<Move> all = new ArrayList<>(moves().size() + 1);
        all.addAll(moves());
        all.add(move);
        return all;
    }

    /** Both sides agree. */
    record Agreed(Terms terms, List<Move> moves, Credits worth) implements Negotiation {
        public Agreed {
            moves = List.copyOf(moves);
            if (worth.compareTo(terms.reserve()) < 0 || worth.compareTo(terms.value()) > 0) {
                throw new IllegalArgumentException("agreed on " + worth + ", not between the reserve " + terms.reserve()
                        + " and the value " + terms.value());
            }
        }

        @Override
        public Reply make(Move move) {
            return new Reply.Refused("the negotiation is over: agreed on " + worth);
        }
    }

    /** There will be no worth. */
    record Failed(Terms terms, List<Move> moves, String reason) implements Negotiation {
        public Failed {
            moves = List.copyOf(moves);
        }

        @Override
        public Reply make(Move move) {
            return new Reply.Refused("the negotiation is over: " + reason);
        }
    }
}
