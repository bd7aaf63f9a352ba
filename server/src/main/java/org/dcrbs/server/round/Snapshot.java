package org.dcrbs.server.round;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Demand;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Reputation.Standing;

/**
 * The market at a round's cut-off: all that a round decides on, besides the policies.
 *
 * @param free how much of each offer no contract has taken
 * @param late demands whose time has passed
 * @param balances what each party's account held
 * @param circumstances what else is known of the market and its parties
 */
public record Snapshot(
        Instant cutOff,
        Map<PartyId, Party> parties,
        List<Offer> offers,
        List<Demand> demands,
        Map<ListingId, Long> free,
        List<Demand> late,
        Map<PartyId, Credits> balances,
        Circumstances circumstances) {
    public Standing standing(PartyId id) {
        return circumstances.member(id).standing();
    }

    public Party party(PartyId id) {
        Party party = parties.get(id);
        if (party == null) {
            throw new IllegalStateException("no party " + id);
        }
        return party;
    }
}
