package org.dcrbs.server.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.market.Appraisal;
import org.dcrbs.market.Appraisal.Lot;
import org.dcrbs.market.Appraisal.Valuation;
import org.dcrbs.market.Pairing;
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
        lines.add(
                negotiated == null
                        ? "paid is the middle: " + pairing.worth()
                        : "they met at " + pairing.worth() + " after "
                                + negotiated.moves().size() + " offers");
        return lines;
    }

    private Optional<Valuation> valuation(Lot lot) {
        return Optional.ofNullable(valuations.get(lot));
    }
}
