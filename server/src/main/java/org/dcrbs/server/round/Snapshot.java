package org.dcrbs.server.round;

import java.util.List;
import java.util.Map;
import org.dcrbs.market.Demand;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;

/**
 * The market at a round's cut-off.
 *
 * @param free how much of each offer no contract has taken
 * @param late demands whose time has passed
 */
record Snapshot(
        Map<PartyId, Party> parties,
        List<Offer> offers,
        List<Demand> demands,
        Map<ListingId, Long> free,
        List<Demand> late) {
    Party party(PartyId id) {
        Party party = parties.get(id);
        if (party == null) {
            throw new IllegalStateException("no party " + id);
        }
        return party;
    }
}
