package org.dcrbs.server.dispute;

import java.time.Instant;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.Credits;
import org.dcrbs.market.PartyId;

/**
 * A taker's complaint about one leg of a contract.
 *
 * @param id the leg's, with a colon in the place of its slash
 * @param reason why, in the taker's words
 * @param account how it stands, or why it was decided so
 * @param refund what the giver has to give back; zero unless upheld
 * @param decidedBy the person who decided; empty if a review did
 * @param since when it came into this state
 */
public record Dispute(
        String id,
        ContractId contract,
        String leg,
        PartyId by,
        String reason,
        State state,
        String account,
        Credits refund,
        String decidedBy,
        Instant since) {
    /** Where a dispute stands. */
    public enum State {
        OPEN,
        UPHELD,
        DISMISSED
    }

    static String idOf(String leg) {
        return leg.replace('/', ':');
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    Dispute standing(String how) {
        return new Dispute(id, contract, leg, by, reason, state, how, refund, decidedBy, since);
    }

    Dispute decided(State as, String why, Credits back, String person, Instant at) {
        return new Dispute(id, contract, leg, by, reason, as, why, back, person, at);
    }
}
