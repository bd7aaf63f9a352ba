package org.dcrbs.market.negotiation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.Credits;
import org.dcrbs.market.negotiation.Reply.Moved;
import org.dcrbs.market.negotiation.Reply.Refused;

/**
 * A negotiation under way.
 *
 * @param turn whose turn it is
 * @param giver in whose hands the giver's side is
 * @param taker in whose hands the taker's side is
 * @param turnEnds by when whoever's turn it is must have moved
 */
public record Open(Terms terms, List<Move> moves, Side turn, Hands giver, Hands taker, Instant turnEnds)
        implements Negotiation {
    /** A person can't make the record of a negotiation grow without end. */
    public static final int MOST_MOVES_BY_PERSONS = 500;

    public Open {
        moves = List.copyOf(moves);
    }

    public Hands hands(Side side) {
        return side == Side.GIVER ? giver : taker;
    }

    @Override
    public Reply make(Move move) {
        Optional<String> refusal = refusal(move);
        if (refusal.isPresent()) {
            return new Refused(refusal.get());
        }
        if (move instanceof Move.Offer offer) {
            return new Moved(new Open(terms, with(offer), turn.other(), giver, taker, turnEnds(terms, offer.at())));
        }
        if (move instanceof Move.Accept accept) {
            return new Moved(new Agreed(terms, with(accept), accept.amount()));
        }
        if (move instanceof Move.Reject reject) {
            return new Moved(new Failed(terms, with(reject), reject.side().words() + " said no: " + reject.reason()));
        }
        Move.HandOver handOver = (Move.HandOver) move;
        // Whose turn it isn't takes no time from the other side, and gives it none.
        return new Moved(handedOver(handOver, handOver.side() == turn ? turnEnds(terms, handOver.at()) : turnEnds));
    }

    /** How things stand at that time if nobody moves: silence counts once the turn, or all the time, is over. */
    public Negotiation at(Instant now) {
        boolean allOver = !now.isBefore(terms.ends());
        boolean turnOver = !now.isBefore(turnEnds);
        if (!turnOver && !allOver) {
            return this;
        }
        if (terms.silence() == Silence.FAILS) {
            Instant since = allOver ? terms.ends() : turnEnds;
            return new Failed(terms, moves, turn.words() + " had not answered by " + since);
        }
        Open open = this;
        for (Side side : allOver ? Side.values() : new Side[] {turn}) {
            if (open.hands(side) == Hands.PERSON) {
                open = open.handedOver(new Move.HandOver(side, Hands.AUTOMATON, new Actor.Deadline(), now), turnEnds);
            }
        }
        return open;
    }

    static Instant turnEnds(Terms terms, Instant from) {
        Instant ends = from.plus(terms.answerWithin());
        return ends.isBefore(terms.ends()) ? ends : terms.ends();
    }

    private Open handedOver(Move.HandOver move, Instant ends) {
        return new Open(
                terms,
                with(move),
                turn,
                move.side() == Side.GIVER ? move.to() : giver,
                move.side() == Side.TAKER ? move.to() : taker,
                ends);
    }

    private Optional<String> refusal(Move move) {
        Side side = move.side();
        if (move.by() instanceof Actor.Person) {
            long made = moves.stream()
                    .filter(earlier -> earlier.by() instanceof Actor.Person)
                    .count();
            // Who may not go on may still end it.
            if (made >= MOST_MOVES_BY_PERSONS && !(move instanceof Move.Accept || move instanceof Move.Reject)) {
                return Optional.of("people have made " + made + " moves; accept or reject");
            }
            if (!move.at().isBefore(turnEnds)) {
                return Optional.of("the time for it was over at " + turnEnds);
            }
        }
        if (move instanceof Move.HandOver handOver) {
            return handOver.to() == hands(side)
                    ? Optional.of(
                            side.words() + "'s side is with " + hands(side).words() + " already")
                    : Optional.empty();
        }
        if (side != turn) {
            return Optional.of("it is " + turn.words() + "'s turn, not " + side.words() + "'s");
        }
        if ((move.by() instanceof Actor.Person) != (hands(side) == Hands.PERSON)) {
            return Optional.of(side.words() + "'s side is with " + hands(side).words()
                    + (hands(side) == Hands.AUTOMATON ? "; take it over first" : ""));
        }
        if (move instanceof Move.Offer offer) {
            return offerRefusal(side, offer.amount());
        }
        return move instanceof Move.Accept accept ? acceptRefusal(side, accept.amount()) : Optional.empty();
    }

    private Optional<String> offerRefusal(Side side, Credits amount) {
        Credits limit = terms.limit(side);
        if (!side.likesAsMuch(amount, limit)) {
            return Optional.of(amount + " is beyond what " + side.words() + " stated: " + bound(side) + " " + limit);
        }
        Optional<Credits> before = last(side).map(Move.Offer::amount);
        if (before.isPresent() && !side.likesAsMuch(before.get(), amount)) {
            return Optional.of(amount + " would take back " + side.words() + "'s offer of " + before.get());
        }
        Optional<Credits> standing = last(side.other()).map(Move.Offer::amount);
        if (standing.isPresent() && side.likesAsMuch(standing.get(), amount)) {
            return Optional.of(side.other().words() + " offers " + standing.get() + ", which is no worse for "
                    + side.words() + " than " + amount + "; accept it");
        }
        return Optional.empty();
    }

    private Optional<String> acceptRefusal(Side side, Credits amount) {
        Optional<Credits> standing = last(side.other()).map(Move.Offer::amount);
        if (standing.isEmpty()) {
            return Optional.of(side.other().words() + " has offered nothing yet");
        }
        if (!standing.get().equals(amount)) {
            return Optional.of(side.other().words() + " offers " + standing.get() + ", not " + amount);
        }
        return side.likesAsMuch(amount, terms.limit(side))
                ? Optional.empty()
                : Optional.of(amount + " is beyond what " + side.words() + " stated: " + bound(side) + " "
                        + terms.limit(side));
    }

    private static String bound(Side side) {
        return side == Side.GIVER ? "no less than" : "no more than";
    }
}
