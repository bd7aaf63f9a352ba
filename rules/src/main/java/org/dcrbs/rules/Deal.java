package org.dcrbs.rules;

import org.dcrbs.market.Category;
import org.dcrbs.market.Credits;
import org.dcrbs.market.PartyId;

/**
 * A pairing, as commission looks at it.
 *
 * @param worth what the taker pays the giver
 * @param surplus what the two gain together
 */
public record Deal(
        Category category, PartyId giver, PartyId taker, PartyId coordinator, Credits worth, Credits surplus) {
    /** Whether the coordinator stands between the two, rather than being one of them. */
    public boolean isBrokered() {
        return !coordinator.equals(giver) && !coordinator.equals(taker);
    }
}
