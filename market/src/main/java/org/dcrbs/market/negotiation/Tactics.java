package org.dcrbs.market.negotiation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dcrbs.market.Credits;

/**
 * How the automaton plays. It offers what its tactic says until that would go past the fair end of the gap between the two;
 * then it offers the fair end, and after that takes whatever its tactic reaches. When its rounds are over it reaches up to
 * its limit, whatever the tactic. So two automatons always agree if there is anything to agree on.
 *
 * @param rounds how many offers each side has for the whole way
 * @param rules the names of the rules that say so
 */
public record Tactics(int rounds, Tactic giver, Tactic taker, FairEnd fairEnd, List<String> rules) {
    public Tactics {
        if (rounds < 1) {
            throw new IllegalArgumentException(rounds + " rounds; want 1 or more");
        }
        rules = List.copyOf(rules);
    }

    /** The two sides in the automaton's hands from beginning to end; the giver opens. */
    public Negotiation play(Credits reserve, Credits value, Instant at) {
        Terms terms =
                new Terms(reserve, value, Duration.ofHours(1), at.plusSeconds(3600), Silence.AUTOMATON_TAKES_OVER);
        return play(Negotiation.open(terms, Side.GIVER, Hands.AUTOMATON, Hands.AUTOMATON, at), at);
    }

    /** What the two sides come to in the automaton's hands; the reserve must not be above the value. */
    public Credits worth(Credits reserve, Credits value) {
        if (play(reserve, value, Instant.EPOCH) instanceof Negotiation.Agreed agreed) {
            return agreed.worth();
        }
        throw new IllegalArgumentException("nothing lies between the reserve " + reserve + " and the value " + value);
    }

    /** Makes the automaton's moves until it is a person's turn, or over. */
    public Negotiation play(Negotiation negotiation, Instant at) {
        Negotiation now = negotiation;
        while (now instanceof Open open && open.hands(open.turn()) == Hands.AUTOMATON) {
            if (bothAutomatic(open) && !open.terms().hasZone()) {
                return new Negotiation.Failed(
                        open.terms(), open.moves(), "no worth is enough for the giver and not too much for the taker");
            }
            Move move = move(open, at);
            if (!(open.make(move) instanceof Reply.Moved moved)) {
                throw new IllegalStateException("the automaton made a move that it may not make: " + move);
            }
            now = moved.now();
        }
        return now;
    }

    private static boolean bothAutomatic(Open open) {
        return open.giver() == Hands.AUTOMATON && open.taker() == Hands.AUTOMATON;
    }

    /** The move of the automaton, whose turn it is. */
    Move move(Open now, Instant at) {
        Side side = now.turn();
        Actor.Automaton by = new Actor.Automaton(rules);
        Credits reach = reach(now, side);
        List<Move.Offer> others = now.offers(side.other());
        List<Move.Offer> own = now.offers(side);
        if (others.isEmpty()) {
            return new Move.Offer(side, reach, false, by, at);
        }
        Move.Offer standing = others.get(others.size() - 1);
        boolean reached = side.likesAsMuch(standing.amount(), reach);
        if (own.isEmpty() || standing.split() || own.get(own.size() - 1).split()) {
            return reached
                    ? new Move.Accept(side, standing.amount(), by, at)
                    : new Move.Offer(side, reach, false, by, at);
        }
        Credits fair = fair(now.terms(), side, own, others);
        if (fair.equals(standing.amount()) && reached) {
            return new Move.Accept(side, fair, by, at);
        }
        return side.likesAsMuch(fair, reach) && !fair.equals(standing.amount())
                ? new Move.Offer(side, fair, true, by, at)
                : new Move.Offer(side, reach, false, by, at);
    }

    /** As far as the side goes now: what its tactic says, within its limit, and taking nothing back. */
    private Credits reach(Open now, Side side) {
        Credits limit = now.terms().limit(side);
        Credits said = now.offered(side) >= rounds ? limit : tactic(side).next(now, side, rounds);
        Credits within = side.better(limit, said);
        return now.last(side).map(before -> side.worse(before.amount(), within)).orElse(within);
    }

    /**
     * The fair end of the gap between the two as it was when both had made as many offers, so that it makes no difference
     * who opened; but no worse for the side than what the other offers now.
     */
    private Credits fair(Terms terms, Side side, List<Move.Offer> own, List<Move.Offer> others) {
        Credits last = own.get(own.size() - 1).amount();
        Credits then = others.get(Math.min(own.size(), others.size()) - 1).amount();
        Credits fair = side == Side.GIVER ? fairEnd.of(terms, then, last) : fairEnd.of(terms, last, then);
        return side.better(fair, others.get(others.size() - 1).amount());
    }

    private Tactic tactic(Side side) {
        return side == Side.GIVER ? giver : taker;
    }
}
