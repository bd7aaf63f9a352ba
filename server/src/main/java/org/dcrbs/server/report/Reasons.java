package org.dcrbs.server.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dcrbs.market.Appraisal;
import org.dcrbs.market.Appraisal.Lot;
import org.dcrbs.market.Appraisal.Valuation;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.negotiation.Move;
import org.dcrbs.market.negotiation.Side;
import org.dcrbs.server.round.Outcome.Negotiated;

/** Why a pairing is worth what it is: what policy said of both of its lots, and how the two sides met. */
final class Reasons {
    private final Map<Lot, Valuation> valuations = new HashMap<>();
    private final Map<Lot, Negotiated> negotiations = new HashMap<>();

    Reasons(List<Appraisal> appraisals, List<Negotiated> negotiated) {
        for (Appraisal appraisal : appraisals) {
            if (appraisal instanceof Valuation valuation) {
                valuations.put(valuation.lot(), valuation);
            }
        }
        negotiated.forEach(one -> negotiations.put(new Lot(one.demand(), one.requirement()), one));
    }

    List<String> of(Pairing pairing) {
        Lot wanted = new Lot(pairing.demand(), pairing.requirement());
        List<String> lines = new ArrayList<>();
        valuation(wanted)
                .ifPresent(valuation -> lines.add(
                        "policy values it at " + valuation.worth() + ", by " + String.join("; ", valuation.rules())));
        lines.add(pairing.giver() + " takes at least " + pairing.reserve() + ", " + pairing.taker() + " gives at most "
                + pairing.value());
        Negotiated negotiated = negotiations.get(wanted);
        if (negotiated == null || negotiated.moves().isEmpty()) {
            lines.add("paid is the middle: " + pairing.worth());
        } else {
            lines.add("they met at " + pairing.worth() + " after " + offers(negotiated.moves()) + " offers");
            lines.add(players(pairing, negotiated.moves()));
        }
        if (negotiated != null) {
            negotiated.note().ifPresent(lines::add);
        }
        return lines;
    }

    private static long offers(List<Move> moves) {
        return moves.stream().filter(Move.Offer.class::isInstance).count();
    }

    /** Who moved for either side, and by which rules. */
    private static String players(Pairing pairing, List<Move> moves) {
        return "for " + pairing.giver() + ": " + players(Side.GIVER, moves) + "; for " + pairing.taker() + ": "
                + players(Side.TAKER, moves);
    }

    private static String players(Side side, List<Move> moves) {
        return moves.stream()
                .filter(move -> move.side() == side && !(move instanceof Move.HandOver))
                .map(move -> move.by().words())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private Optional<Valuation> valuation(Lot lot) {
        return Optional.ofNullable(valuations.get(lot));
    }
}
