package org.dcrbs.server.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dcrbs.market.PartyId;

/** All offers that may serve a requirement, cheapest first, and why the others may not. Shared by like requirements. */
final class Matches {
    private final List<Priced> cheapestFirst;
    private final Refusals refusals;
    /** Made when first wanted: only bundles of one provider want it. */
    private final Map<PartyId, List<Priced>> byParty = new LinkedHashMap<>();

    /** @param reserve in micro-credits, for the requirement's part of the offer */
    record Priced(OfferEntry offer, long reserve) {}

    Matches(List<Priced> cheapestFirst, Refusals refusals) {
        this.cheapestFirst = cheapestFirst;
        this.refusals = refusals;
    }

    List<Priced> cheapestFirst() {
        return cheapestFirst;
    }

    Refusals refusals() {
        return refusals;
    }

    Map<PartyId, List<Priced>> byParty() {
        if (byParty.isEmpty()) {
            for (Priced priced : cheapestFirst) {
                byParty.computeIfAbsent(priced.offer().party().id(), p -> new ArrayList<>())
                        .add(priced);
            }
        }
        return byParty;
    }
}
