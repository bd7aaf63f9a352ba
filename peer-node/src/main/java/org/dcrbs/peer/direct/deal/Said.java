package org.dcrbs.peer.direct.deal;

import java.time.Instant;
import org.dcrbs.market.Credits;
import org.dcrbs.market.negotiation.Actor;
import org.dcrbs.market.negotiation.Side;
import org.dcrbs.peer.direct.document.Texts;
import org.dcrbs.protocol.v1.Move;

/** Moves as they travel. Handing over is no business of the other side's. */
final class Said {
    private static final int LONGEST_NAME = 80;

    private Said() {}

    static Move of(org.dcrbs.market.negotiation.Move move) {
        Move.Builder said = Move.newBuilder().setBy(Texts.brief(move.by().words()));
        if (move instanceof org.dcrbs.market.negotiation.Move.Offer offer) {
            return said.setOffer(offer.amount().micro()).setSplit(offer.split()).build();
        }
        if (move instanceof org.dcrbs.market.negotiation.Move.Accept accept) {
            return said.setAccept(accept.amount().micro()).build();
        }
        if (move instanceof org.dcrbs.market.negotiation.Move.Reject reject) {
            return said.setReject(Texts.brief(reject.reason())).build();
        }
        throw new IllegalArgumentException("a hand-over is not told");
    }

    /**
     * A move of the partner's. Whoever made it there, here the partner did, and the state machine holds it to what it holds
     * people to: a number of moves, and a deadline.
     */
    static org.dcrbs.market.negotiation.Move heard(Move said, Side side, String partner, Instant at) {
        Actor by = partner(said, partner);
        return switch (said.getKindCase()) {
            case OFFER ->
                new org.dcrbs.market.negotiation.Move.Offer(side, amount(said.getOffer()), said.getSplit(), by, at);
            case ACCEPT -> new org.dcrbs.market.negotiation.Move.Accept(side, amount(said.getAccept()), by, at);
            case REJECT -> new org.dcrbs.market.negotiation.Move.Reject(side, Texts.brief(said.getReject()), by, at);
            case KIND_NOT_SET -> throw new IllegalArgumentException("a move that is no move");
        };
    }

    private static Actor partner(Move said, String partner) {
        String name = said.getBy().isBlank() ? partner : partner + ": " + Texts.brief(said.getBy());
        return new Actor.Person(name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 3) + "...");
    }

    private static Credits amount(long micro) {
        if (micro < 0) {
            throw new IllegalArgumentException("an offer of " + micro + " micro-credits is below nothing");
        }
        return Credits.micro(micro);
    }
}
