package org.dcrbs.server.gateway;

import java.util.stream.Collectors;
import org.dcrbs.market.Contract;
import org.dcrbs.market.Leg;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.PartyId;

/** What a party is told of its contract, in words. */
final class Notices {
    private static final int MOST_LEGS = 5;

    private Notices() {}

    static String text(Contract contract, PartyId reader) {
        if (contract instanceof Contract.Breached breached) {
            return breached.reason();
        }
        int all = contract.terms().legs().size();
        if (contract instanceof Contract.Active) {
            return contract.delivered().size() + " of " + all + " delivered";
        }
        if (!(contract instanceof Contract.Agreed)) {
            return "";
        }
        String legs = contract.terms().legs().stream()
                .limit(MOST_LEGS)
                .map(leg -> line(leg, reader))
                .collect(Collectors.joining("; "));
        return legs + (all > MOST_LEGS ? "; and " + (all - MOST_LEGS) + " more" : "");
    }

    private static String line(Leg leg, PartyId reader) {
        Pairing pairing = leg.pairing();
        boolean gives = pairing.giver().equals(reader);
        return (gives ? "you give " + pairing.taker() + " " : "you get from " + pairing.giver() + " ")
                + pairing.least().units() + " " + pairing.least().category().unit() + " of "
                + pairing.least().category().words() + " for " + pairing.worth();
    }
}
