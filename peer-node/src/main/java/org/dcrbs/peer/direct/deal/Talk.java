package org.dcrbs.peer.direct.deal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.Credits;
import org.dcrbs.market.negotiation.Actor;
import org.dcrbs.market.negotiation.Hands;
import org.dcrbs.market.negotiation.Move;
import org.dcrbs.market.negotiation.Negotiation;
import org.dcrbs.market.negotiation.Open;
import org.dcrbs.market.negotiation.Reply;
import org.dcrbs.market.negotiation.Side;
import org.dcrbs.market.negotiation.Silence;
import org.dcrbs.market.negotiation.Terms;

/**
 * One leg's negotiation as one of the two sides sees it. Both sides run the same state machine on the same moves, each with
 * its own limit on its own side. For the other side's limit it takes what can't hurt: the opening. A giver never hears a bid
 * above its first ask, a taker never an ask below its own first bid, so both machines allow the same moves. The giver opens.
 *
 * <p>Not safe for threads by itself.
 */
public final class Talk {
    /**
     * So many offers at the own limit, and so many of the other side's that don't move, before it is over. A side that only
     * answers to movement stands still until its rounds are over, so this wants to be more than the rounds of most.
     */
    private static final int PATIENCE = 25;

    private final Stance stance;
    private final String partner;
    private final Duration answerWithin;
    private final Instant ends;
    private final Hands hands;
    private Negotiation now;

    private Talk(
            Stance stance, String partner, Duration answerWithin, Instant ends, Hands hands, Terms terms, Instant at) {
        this.stance = stance;
        this.partner = partner;
        this.answerWithin = answerWithin;
        this.ends = ends;
        this.hands = hands;
        this.now = open(terms, at);
    }

    /**
     * @param partner what to call the other side
     * @param hands in which the own side is
     */
    public static Talk begin(
            Stance stance, String partner, Duration answerWithin, Instant ends, Hands hands, Instant at) {
        Credits reserve = stance.side() == Side.GIVER ? stance.limit() : stance.opening();
        Credits value = stance.side() == Side.GIVER ? stance.opening() : stance.limit();
        Terms terms = new Terms(reserve, value, answerWithin, ends, Silence.FAILS);
        return new Talk(stance, partner, answerWithin, ends, hands, terms, at);
    }

    public Stance stance() {
        return stance;
    }

    public Negotiation now() {
        return now;
    }

    public Optional<Credits> agreed() {
        return now instanceof Negotiation.Agreed agreed ? Optional.of(agreed.worth()) : Optional.empty();
    }

    public Optional<String> failed() {
        return now instanceof Negotiation.Failed failed ? Optional.of(failed.reason()) : Optional.empty();
    }

    /** Whether the own side is to move, by a person or the automaton. */
    public boolean isOurTurn() {
        return now instanceof Open open && open.turn() == stance.side();
    }

    /** Whether a person is to move on the own side. */
    public boolean waitsForPerson() {
        return isOurTurn() && now instanceof Open open && open.hands(stance.side()) == Hands.PERSON;
    }

    /** By when whoever's turn it is has to move; empty once it is over. */
    public Optional<Instant> turnEnds() {
        return now instanceof Open open ? Optional.of(open.turnEnds()) : Optional.empty();
    }

    /** The moves that both sides know, from that number on. */
    public List<org.dcrbs.protocol.v1.Move> said(int from) {
        List<Move> told = told();
        return told.subList(Math.min(from, told.size()), told.size()).stream()
                .map(Said::of)
                .toList();
    }

    /** How many moves both sides know. */
    public int saidSoFar() {
        return told().size();
    }

    /**
     * What the partner did. A move that was heard before changes nothing.
     *
     * @param number which move of the negotiation it is
     * @return why it may not be made; empty if it was
     */
    public Optional<String> hear(int number, org.dcrbs.protocol.v1.Move said, Instant at) {
        List<Move> told = told();
        if (number < 0) {
            return Optional.of("there is no move " + number);
        }
        if (number < told.size()) {
            return same(Said.of(told.get(number)), said)
                    ? Optional.empty()
                    : Optional.of("move " + number + " was another one before");
        }
        if (number > told.size()) {
            return Optional.of("move " + number + " comes before move " + told.size());
        }
        Move move = Said.heard(said, stance.side().other(), partner, at);
        if (told.isEmpty() && stance.side() == Side.TAKER && at.isBefore(ends)) {
            adaptToFirstAsk(move, at);
        }
        passTime(at);
        return made(move);
    }

    /** The own automaton's moves, if the side is in its hands: none, or one. */
    public void play(Instant at) {
        passTime(at);
        if (now instanceof Open open && isOurTurn() && open.hands(stance.side()) == Hands.AUTOMATON) {
            now = isStuck(open)
                    ? ((Reply.Moved) open.make(new Move.Reject(
                                    stance.side(),
                                    "no worth is enough for the giver and not too much for the taker",
                                    new Actor.Automaton(stance.tactics().rules()),
                                    at)))
                            .now()
                    : stance.tactics().play(open, at);
        }
    }

    /** A person's move on the own side, the automaton's hand-over included; why not, if it may not be made. */
    public Optional<String> make(Move move) {
        passTime(move.at());
        return made(move);
    }

    /** Whatever silence has made of it by then. */
    public void passTime(Instant at) {
        now = now instanceof Open open ? open.at(at) : now;
    }

    private Optional<String> made(Move move) {
        Reply reply = now.make(move);
        if (reply instanceof Reply.Refused refused) {
            return Optional.of(refused.reason());
        }
        now = ((Reply.Moved) reply).now();
        return Optional.empty();
    }

    /**
     * The first ask is the giver's opening: no bid goes above it, and it may be less than what the taker would have bid. The
     * turns are counted from there, since another leg may have been talked about before.
     */
    private void adaptToFirstAsk(Move move, Instant at) {
        if (move instanceof Move.Offer ask) {
            Credits least = Credits.min(stance.opening(), ask.amount());
            Credits most = Credits.min(stance.limit(), ask.amount());
            now = open(new Terms(least, most, answerWithin, ends, Silence.FAILS), at);
        }
    }

    private Open open(Terms terms, Instant at) {
        boolean giver = stance.side() == Side.GIVER;
        return Negotiation.open(terms, Side.GIVER, giver ? hands : Hands.PERSON, giver ? Hands.PERSON : hands, at);
    }

    /**
     * Two automatons with nothing between their limits would repeat themselves for ever: neither knows the other's limit. So
     * this one gives up once it has stood at its own for a while and the other stands still as well.
     */
    private boolean isStuck(Open open) {
        List<Move.Offer> own = open.offers(stance.side());
        List<Move.Offer> others = open.offers(stance.side().other());
        return own.size() >= stance.tactics().rounds() + PATIENCE
                && others.size() >= PATIENCE
                && others.subList(others.size() - PATIENCE, others.size()).stream()
                                .map(Move.Offer::amount)
                                .distinct()
                                .count()
                        == 1;
    }

    private List<Move> told() {
        List<Move> told = new ArrayList<>();
        for (Move move : now.moves()) {
            if (!(move instanceof Move.HandOver)) {
                told.add(move);
            }
        }
        return told;
    }

    private static boolean same(org.dcrbs.protocol.v1.Move one, org.dcrbs.protocol.v1.Move other) {
        return one.toBuilder()
                .clearBy()
                .build()
                .equals(other.toBuilder().clearBy().build());
    }
}
