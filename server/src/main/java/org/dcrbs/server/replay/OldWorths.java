package org.dcrbs.server.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dcrbs.market.Appraisal;
import org.dcrbs.market.Appraisal.Lot;
import org.dcrbs.market.Appraisal.Valuation;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Demand;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.Reputation.Standing;
import org.dcrbs.market.Requirement;
import org.dcrbs.server.round.Snapshot;
import org.dcrbs.server.search.OfferEntry;

/** What pairings gain as other policies value them than those that made them. */
final class OldWorths {
    private final Snapshot market;
    private final Map<Lot, Valuation> valuations = new HashMap<>();
    private final Map<ListingId, Offer> offers = new HashMap<>();
    private final Map<Lot, Requirement> requirements = new HashMap<>();

    OldWorths(Snapshot market, List<Appraisal> appraisals) {
        this.market = market;
        for (Appraisal appraisal : appraisals) {
            if (appraisal instanceof Valuation valuation) {
                valuations.put(valuation.lot(), valuation);
            }
        }
        market.offers().forEach(offer -> offers.put(offer.id(), offer));
        for (Demand demand : market.demands()) {
            demand.requirements().forEach(one -> requirements.put(Lot.of(demand, one), one));
        }
    }

    /** A pairing over a lot that had no worth counts for nothing. */
    Credits surplus(List<Pairing> pairings) {
        return pairings.stream().map(this::surplus).reduce(Credits.ZERO, Credits::plus);
    }

    private Credits surplus(Pairing pairing) {
        Lot demanded = new Lot(pairing.demand(), pairing.requirement());
        Offer offer = offers.get(pairing.offer());
        Requirement requirement = requirements.get(demanded);
        if (offer == null || requirement == null) {
            throw new IllegalStateException("pairing over " + demanded + " and " + pairing.offer()
                    + ", which are not on the market that was replayed");
        }
        Valuation taken = valuations.get(demanded);
        Valuation given = valuations.get(Lot.of(offer));
        if (taken == null || given == null) {
            return Credits.ZERO;
        }
        Credits reserve =
                new OfferEntry(offer, market.party(offer.party()), given, 0, Standing.GOOD).reserve(requirement);
        return taken.limit().minus(reserve);
    }
}
