package org.dcrbs.rules.facts;

import org.dcrbs.market.Category;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.Credits;
import org.dcrbs.market.PartyId;

/**
 * A pairing, as policies look at it.
 *
 * @param worth what the taker pays the giver
 * @param surplus what the two gain together
 */
public record Deal(
        Category category,
        PartyId giver,
        PartyId taker,
        PartyId coordinator,
        Credits worth,
        Credits surplus,
        Circumstances circumstances) {
    /** Whether the coordinator stands between the two, rather than being one of them. */
    public boolean isBrokered() {
        return !coordinator.equals(giver) && !coordinator.equals(taker);
    }
}
