package org.dcrbs.peer.direct.buy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.dcrbs.market.Credits;
import org.dcrbs.market.negotiation.Hands;
import org.dcrbs.market.negotiation.Move;
import org.dcrbs.market.negotiation.Open;
import org.dcrbs.market.negotiation.Side;
import org.dcrbs.peer.direct.deal.MoveText;
import org.dcrbs.peer.direct.deal.Stance;
import org.dcrbs.peer.direct.deal.Talk;
import org.dcrbs.peer.direct.document.Draft;
import org.dcrbs.peer.direct.line.Asker;
import org.dcrbs.peer.door.RefusedException;
import org.dcrbs.protocol.v1.DirectMessage;
import org.dcrbs.protocol.v1.DirectMove;
import org.dcrbs.protocol.v1.DirectRequest;
import org.dcrbs.protocol.v1.DirectTalk;
import org.dcrbs.protocol.v1.Envelope;

/** The dialler's side of the negotiations about a draft, leg by leg. */
final class Bargaining {
    private final Asker line;
    private final Draft draft;
    private final String partner;
    private final Clock clock;
    private final Optional<Player> player;
    private final Consumer<String> tell;

    Bargaining(Asker line, Draft draft, String partner, Clock clock, Optional<Player> player, Consumer<String> tell) {
        this.line = line;
        this.draft = draft;
        this.partner = partner;
        this.clock = clock;
        this.player = player;
        this.tell = tell;
    }

    /** Negotiates one leg; the first begins with the draft, which the partner opens. */
    Credits agree(int leg, Stance stance) throws IOException, NoDealException {
        Hands hands = player.isPresent() ? Hands.PERSON : Hands.AUTOMATON;
        Talk talk = Talk.begin(stance, partner, draft.answerWithin(), draft.talkUntil(), hands, clock.instant());
        if (leg == 1) {
            say(
                    talk,
                    leg,
                    DirectMessage.newBuilder()
                            .setRequest(DirectRequest.newBuilder().setDraft(ByteString.copyFrom(draft.bytes())))
                            .build());
        }
        while (talk.agreed().isEmpty()) {
            int number = talk.saidSoFar();
            move(talk);
            tell(talk, number);
            for (org.dcrbs.protocol.v1.Move own : talk.said(number)) {
                say(
                        talk,
                        leg,
                        DirectMessage.newBuilder()
                                .setMove(DirectMove.newBuilder()
                                        .setDeal(draft.deal())
                                        .setLeg(leg)
                                        .setNumber(number)
                                        .setMove(own))
                                .build());
            }
            if (talk.failed().isPresent()) {
                throw new NoDealException("no deal: " + talk.failed().get());
            }
        }
        tell.accept("  agreed on " + talk.agreed().get());
        return talk.agreed().get();
    }

    private void move(Talk talk) throws IOException, NoDealException {
        int before = talk.saidSoFar();
        while (talk.saidSoFar() == before && talk.failed().isEmpty()) {
            if (player.isPresent()
                    && talk.now() instanceof Open open
                    && open.hands(talk.stance().side()) == Hands.PERSON) {
                Move made = player.get().next(talk);
                talk.make(made).ifPresent(player.get()::told);
            } else {
                talk.play(clock.instant());
            }
        }
    }

    /** Says it and hears the answer, again and again as long as a person on the other side thinks it over. */
    private void say(Talk talk, int leg, DirectMessage what) throws IOException, NoDealException {
        hear(talk, leg, ask(what));
        boolean told = false;
        while (talk.turnEnds().isPresent() && !talk.isOurTurn()) {
            if (!told) {
                told = true;
                tell.accept("  " + partner + " thinks it over, until "
                        + talk.turnEnds().get().truncatedTo(ChronoUnit.SECONDS));
            }
            rest();
            hear(talk, leg, ask(what));
            talk.passTime(clock.instant());
        }
    }

    private static void rest() throws NoDealException {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoDealException("interrupted");
        }
    }

    private void hear(Talk talk, int leg, DirectTalk told) throws NoDealException {
        int known = talk.saidSoFar();
        List<org.dcrbs.protocol.v1.Move> moves = told.getMovesList();
        if (told.getLeg() != leg || told.getFrom() > known) {
            throw new NoDealException(partner + " speaks of something else");
        }
        for (int i = 0; i < moves.size(); i++) {
            Optional<String> refusal = heard(talk, told.getFrom() + i, moves.get(i));
            if (refusal.isPresent()) {
                throw new NoDealException(partner + " made a move that it may not make: " + refusal.get());
            }
        }
        tell(talk, known);
    }

    private Optional<String> heard(Talk talk, int number, org.dcrbs.protocol.v1.Move move) throws NoDealException {
        try {
            return talk.hear(number, move, clock.instant());
        } catch (IllegalArgumentException e) {
            throw new NoDealException(partner + " made a move that is none: " + e.getMessage());
        }
    }

    /** An offer that only repeats the side's last one is not told: who stands still may do so for a while. */
    private void tell(Talk talk, int from) {
        List<Move> moves = talk.now().moves().stream()
                .filter(move -> !(move instanceof Move.HandOver))
                .toList();
        for (int i = from; i < moves.size(); i++) {
            Move move = moves.get(i);
            boolean repeats = i >= 2
                    && move instanceof Move.Offer offer
                    && moves.get(i - 2) instanceof Move.Offer before
                    && offer.amount().equals(before.amount());
            if (!repeats) {
                tell.accept("  " + (move.side() == Side.GIVER ? "giver " : "taker ")
                        + (move.side() == talk.stance().side() ? "this node" : partner) + " " + MoveText.words(move)
                        + " ("
                        + by(move) + ")");
            }
        }
    }

    private String by(Move move) {
        String words = move.by().words();
        return words.startsWith(partner + ": ") ? words.substring(partner.length() + 2) : words;
    }

    private DirectTalk ask(DirectMessage question) throws IOException, NoDealException {
        try {
            Envelope answer = line.ask(question);
            if (!answer.hasDirect() || !answer.getDirect().hasTalk()) {
                throw new NoDealException(partner + " answered something else than was asked");
            }
            return answer.getDirect().getTalk();
        } catch (RefusedException e) {
            throw new NoDealException(partner + " refuses: " + e.getMessage());
        }
    }
}
