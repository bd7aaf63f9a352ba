package org.dcrbs.peer.direct.counter;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.dcrbs.market.FileHeader;
import org.dcrbs.peer.direct.book.Books;
import org.dcrbs.peer.direct.book.Contact;
import org.dcrbs.peer.direct.deal.Appraiser;
import org.dcrbs.peer.direct.deal.Stance;
import org.dcrbs.peer.direct.deal.Talk;
import org.dcrbs.peer.direct.document.Draft;
import org.dcrbs.peer.direct.document.LegDraft;
import org.dcrbs.peer.direct.goods.Good;
import org.dcrbs.peer.direct.goods.Stock;
import org.dcrbs.peer.direct.goods.Want;
import org.dcrbs.peer.door.RefusedException;
import org.dcrbs.protocol.link.ErrorCode;
import org.dcrbs.protocol.v1.DirectMove;
import org.dcrbs.protocol.v1.DirectTalk;

/** The negotiations under way. A partner may have few at once, and all of them end by their own deadline. */
final class Deals {
    static final int MOST_OF_A_PARTNER = 8;
    private static final int MOST = 64;
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(10);

    private final Books books;
    private final Stock stock;
    private final Supplier<Appraiser> appraiser;
    private final Owner owner;
    private final Clock clock;
    private final Map<String, OpenDeal> open = new HashMap<>();

    Deals(Books books, Stock stock, Supplier<Appraiser> appraiser, Owner owner, Clock clock) {
        this.books = books;
        this.stock = stock;
        this.appraiser = appraiser;
        this.owner = owner;
        this.clock = clock;
    }

    /** A new deal; the automaton opens at once. Asked again, it stands where it stood. */
    DirectTalk request(Contact partner, byte[] bytes) throws IOException {
        Draft draft = Draft.read(bytes);
        Instant now = clock.instant();
        check(draft, partner, now);
        OpenDeal deal = begun(draft, partner, now);
        synchronized (deal) {
            if (!Arrays.equals(deal.draft().bytes(), bytes)) {
                throw new IllegalArgumentException("deal " + draft.deal() + " is about something else");
            }
            Talk first = deal.talk(1);
            play(deal, 1, first, partner, now);
            return told(1, first, 0);
        }
    }

    /** The partner's move, and the answer to it; asked again while the owner thinks it over. */
    DirectTalk move(Contact partner, DirectMove message) throws RefusedException, IOException {
        OpenDeal deal = find(partner, message.getDeal())
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.NOT_FOUND, "no deal " + message.getDeal() + " is talked about here"));
        synchronized (deal) {
            Talk talk = deal.talk(message.getLeg());
            Instant now = clock.instant();
            Optional<String> refusal = talk.hear(message.getNumber(), message.getMove(), now);
            if (refusal.isPresent()) {
                throw new IllegalArgumentException(refusal.get());
            }
            play(deal, message.getLeg(), talk, partner, now);
            return told(message.getLeg(), talk, message.getNumber());
        }
    }

    private void play(OpenDeal deal, int leg, Talk talk, Contact partner, Instant now) throws IOException {
        owner.play(deal.draft(), leg, talk, partner, now);
        talk.play(now);
    }

    synchronized Optional<OpenDeal> find(Contact partner, String deal) {
        return Optional.ofNullable(open.get(deal))
                .filter(known -> known.draft().dialler().equals(partner.key()));
    }

    synchronized void close(String deal) {
        open.remove(deal);
    }

    /** Why the good can't be promised once more; empty if it can. */
    Optional<String> soldOut(LegDraft leg, Instant now) throws IOException {
        Optional<Good> good = stock.find(leg.offer());
        if (good.isEmpty()) {
            return Optional.of("there is no offer " + leg.offer() + " here");
        }
        boolean file = leg.spec() instanceof FileHeader;
        long taken = books.taken(leg.offer(), entry -> entry.open(now) || (file && entry.settled()));
        return taken < good.get().copies()
                ? Optional.empty()
                : Optional.of("all " + good.get().copies() + " of offer " + leg.offer() + " are taken");
    }

    private void check(Draft draft, Contact partner, Instant now) throws IOException {
        if (!draft.dialler().equals(partner.key()) || !draft.listener().equals(books.own())) {
            throw new IllegalArgumentException(
                    "deal " + draft.deal() + " is between others: " + draft.dialler() + " and " + draft.listener());
        }
        if (books.find(draft.deal()).isPresent()) {
            throw new IllegalArgumentException("deal " + draft.deal() + " was signed before");
        }
        if (draft.made().isAfter(now.plus(CLOCK_SKEW)) || draft.made().isBefore(now.minus(CLOCK_SKEW))) {
            throw new IllegalArgumentException("deal " + draft.deal() + " was made at " + draft.made()
                    + ", but here it is " + now.truncatedTo(ChronoUnit.SECONDS));
        }
        LegDraft wanted = draft.leg(1);
        Optional<String> refusal = stock.find(wanted.offer())
                .map(good -> good.refusal(wanted, now))
                .orElse(Optional.of("there is no offer " + wanted.offer() + " here"));
        if (refusal.isEmpty()) {
            refusal = soldOut(wanted, now);
        }
        if (refusal.isEmpty() && draft.legs().size() > 1) {
            refusal = unwanted(draft.leg(2), now);
        }
        if (refusal.isPresent()) {
            throw new IllegalArgumentException(refusal.get());
        }
    }

    /** Why the file is not taken in kind; empty if it is. */
    Optional<String> unwanted(LegDraft leg, Instant now) throws IOException {
        if (stock.wanting(leg.spec()).isEmpty()) {
            return Optional.of("nobody here wants " + leg.words());
        }
        return books.takes(leg.sent().sha256(), entry -> entry.open(now) || entry.settled())
                ? Optional.of(leg.words() + " was had before")
                : Optional.empty();
    }

    private OpenDeal begun(Draft draft, Contact partner, Instant now) {
        synchronized (this) {
            OpenDeal known = open.get(draft.deal());
            if (known != null) {
                return known;
            }
        }
        // Rules may take a while the first time; others need not wait for it.
        OpenDeal made = made(draft, partner, now);
        synchronized (this) {
            open.values().removeIf(deal -> !now.isBefore(deal.draft().talkUntil()));
            long partners = open.values().stream()
                    .filter(deal -> deal.draft().dialler().equals(partner.key()))
                    .count();
            if (!open.containsKey(draft.deal()) && (partners >= MOST_OF_A_PARTNER || open.size() >= MOST)) {
                throw new IllegalArgumentException(
                        partners + " deals with you are talked about here, " + open.size() + " in all; end one first");
            }
            return open.computeIfAbsent(draft.deal(), deal -> made);
        }
    }

    private OpenDeal made(Draft draft, Contact partner, Instant now) {
        List<Talk> talks = new ArrayList<>();
        for (LegDraft leg : draft.legs()) {
            Stance stance = talks.isEmpty() ? giver(leg) : taker(leg);
            talks.add(Talk.begin(
                    stance, partner.name(), draft.answerWithin(), draft.talkUntil(), owner.hands(stance), now));
        }
        return new OpenDeal(draft, talks);
    }

    private Stance taker(LegDraft leg) {
        return appraiser.get().taker(leg, stock.wanting(leg.spec()).flatMap(Want::bid));
    }

    private Stance giver(LegDraft leg) {
        Good good = stock.find(leg.offer()).orElseThrow();
        return appraiser.get().giver(leg, good.ask(leg), good.list(leg));
    }

    private static DirectTalk told(int leg, Talk talk, int from) {
        if (talk.failed().isPresent() && talk.said(from).stream().noneMatch(org.dcrbs.protocol.v1.Move::hasReject)) {
            throw new IllegalArgumentException("the negotiation about leg " + leg + " is over: "
                    + talk.failed().get());
        }
        return DirectTalk.newBuilder()
                .setLeg(leg)
                .setFrom(from)
                .addAllMoves(talk.said(from))
                .build();
    }
}
