package org.dcrbs.server.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dcrbs.market.PartyId;

/** All offers that may serve a requirement, cheapest first, and why the others may not. Shared by like requirements. */
record Matches(List<Priced> cheapestFirst, Map<PartyId, List<Priced>> byParty, Refusals refusals) {
    /** @param reserve in micro-credits, for the requirement's part of the offer */
    record Priced(OfferEntry offer, long reserve) {}

    static Matches of(List<Priced> cheapestFirst, Refusals refusals) {
        Map<PartyId, List<Priced>> byParty = new LinkedHashMap<>();
        for (Priced priced : cheapestFirst) {
            byParty.computeIfAbsent(priced.offer().party().id(), p -> new ArrayList<>())
                    .add(priced);
        }
        return new Matches(cheapestFirst, byParty, refusals);
    }
}
