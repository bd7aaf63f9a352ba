package org.dcrbs.peer.direct.counter;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.dcrbs.market.Credits;
import org.dcrbs.market.negotiation.Actor;
import org.dcrbs.market.negotiation.Hands;
import org.dcrbs.market.negotiation.Move;
import org.dcrbs.peer.direct.book.Contact;
import org.dcrbs.peer.direct.deal.MoveText;
import org.dcrbs.peer.direct.deal.Stance;
import org.dcrbs.peer.direct.deal.Talk;
import org.dcrbs.peer.direct.desk.OwnerDesk;
import org.dcrbs.peer.direct.desk.Question;
import org.dcrbs.peer.direct.document.Draft;

/**
 * Plays the moves that the owner makes, where policy wants that or the owner wants it of all. The partner asks again and
 * again whether there is a move; an answer is looked for each time.
 */
public final class Owner {
    private final OwnerDesk desk;
    private final boolean always;
    private final Consumer<String> tell;

    /**
     * @param always whether the owner is asked in every negotiation, not only where policy says so
     * @param tell a line for the owner
     */
    public Owner(OwnerDesk desk, boolean always, Consumer<String> tell) {
        this.desk = desk;
        this.always = always;
        this.tell = tell;
    }

    Hands hands(Stance stance) {
        return always ? Hands.PERSON : stance.hands();
    }

    /** Asks the owner if a person has to move, and makes the move if there is an answer. */
    void play(Draft draft, int leg, Talk talk, Contact partner, Instant now) throws IOException {
        talk.passTime(now);
        Question open = question(draft, leg, talk, partner, now, "");
        if (!talk.waitsForPerson()) {
            desk.settle(open.id());
            return;
        }
        Optional<OwnerDesk.Answer> answer = desk.take(open.id()).filter(given -> given.said() == talk.saidSoFar());
        Optional<String> refusal = answer.flatMap(given -> made(talk, open, given, now));
        if (answer.isPresent() && refusal.isEmpty()) {
            desk.settle(open.id());
        } else if (refusal.isPresent() || !isAsked(open)) {
            Question next = question(draft, leg, talk, partner, now, refusal.orElse(""));
            desk.ask(next);
            tell.accept(next.words());
        }
    }

    /** Why the move may not be made; empty if it was. */
    private static Optional<String> made(Talk talk, Question open, OwnerDesk.Answer given, Instant now) {
        try {
            Move move = MoveText.parse(given.line(), open.side(), open.standing(), new Actor.Person(given.by()), now);
            return talk.make(move);
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private boolean isAsked(Question open) throws IOException {
        return desk.questions().stream().anyMatch(known -> known.id().equals(open.id()) && known.said() == open.said());
    }

    private static Question question(Draft draft, int leg, Talk talk, Contact partner, Instant now, String remark) {
        Stance stance = talk.stance();
        Optional<Credits> standing = talk.now().last(stance.side().other()).map(Move.Offer::amount);
        return new Question(
                draft.deal(),
                leg,
                partner.name(),
                draft.leg(leg).words(),
                stance.side(),
                stance.limit(),
                standing,
                talk.saidSoFar(),
                talk.turnEnds().orElse(now),
                remark);
    }
}
