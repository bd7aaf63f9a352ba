package org.dcrbs.server.negotiation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.Category;
import org.dcrbs.market.Credits;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.RoundId;
import org.dcrbs.market.negotiation.Hands;
import org.dcrbs.market.negotiation.Move;
import org.dcrbs.market.negotiation.Negotiation;
import org.dcrbs.market.negotiation.Open;
import org.dcrbs.market.negotiation.Side;

/**
 * One negotiation, as the inbox shows it.
 *
 * @param automatic the worth that the automaton alone would have come to
 * @param askedBy the rules that have people negotiate it
 * @param state {@code Open}, {@code Agreed} or {@code Failed}
 * @param turn whose turn it is, and by when; with the hands, absent once it is over
 * @param ask what the giver offered last
 * @param bid what the taker offered last
 * @param reason why it failed
 * @param waits whether its package still waits for other negotiations
 * @param said each move in words
 */
record NegotiationView(
        String id,
        RoundId round,
        ListingId demand,
        String requirement,
        ListingId offer,
        Category category,
        PartyId giver,
        PartyId taker,
        Credits reserve,
        Credits value,
        Credits automatic,
        List<String> askedBy,
        String state,
        Optional<Side> turn,
        Optional<Instant> turnEnds,
        Optional<Hands> giverHands,
        Optional<Hands> takerHands,
        Instant ends,
        Optional<Credits> ask,
        Optional<Credits> bid,
        Optional<Credits> worth,
        Optional<String> reason,
        boolean waits,
        List<Move> moves,
        List<String> said) {
    NegotiationView {
        askedBy = List.copyOf(askedBy);
        moves = List.copyOf(moves);
        said = List.copyOf(said);
    }

    static NegotiationView of(HeldPackage held, int talk) {
        Negotiation now = held.talks().get(talk).state();
        Pairing pairing = held.talks().get(talk).deal().pairing();
        Optional<Open> open = now instanceof Open one ? Optional.of(one) : Optional.empty();
        return new NegotiationView(
                held.id() + ":" + (talk + 1),
                held.round(),
                held.demand(),
                pairing.requirement(),
                pairing.offer(),
                pairing.least().category(),
                pairing.giver(),
                pairing.taker(),
                pairing.reserve(),
                pairing.value(),
                pairing.worth(),
                held.talks().get(talk).askedBy(),
                now.getClass().getSimpleName(),
                open.map(Open::turn),
                open.map(Open::turnEnds),
                open.map(Open::giver),
                open.map(Open::taker),
                now.terms().ends(),
                now.last(Side.GIVER).map(Move.Offer::amount),
                now.last(Side.TAKER).map(Move.Offer::amount),
                now instanceof Negotiation.Agreed agreed ? Optional.of(agreed.worth()) : Optional.empty(),
                now instanceof Negotiation.Failed failed ? Optional.of(failed.reason()) : Optional.empty(),
                open.isEmpty() && !held.over(),
                now.moves(),
                now.moves().stream().map(MoveWords::of).toList());
    }
}
