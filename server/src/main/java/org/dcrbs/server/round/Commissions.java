package org.dcrbs.server.round;

import org.dcrbs.market.BrokeredPairing;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.PartyId;
import org.dcrbs.rules.CommissionRates;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.rules.facts.Deal;

/** At which rates the coordinator is paid for a pairing between others, by policy. */
final class Commissions {
    private Commissions() {}

    static BrokeredPairing of(Pairing pairing, PartyId coordinator, Circumstances in, PolicySet policies) {
        CommissionRates rates = policies.commission(deal(pairing, coordinator, in));
        return new BrokeredPairing(pairing, rates.giverPermille(), rates.takerPermille());
    }

    /** The pairing as policy looks at it. */
    static Deal deal(Pairing pairing, PartyId coordinator, Circumstances in) {
        return new Deal(
                pairing.least().category(),
                pairing.giver(),
                pairing.taker(),
                coordinator,
                pairing.worth(),
                pairing.surplus(),
                in);
    }
}
