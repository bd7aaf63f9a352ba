package org.dcrbs.server.negotiation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.BrokeredPairing;
import org.dcrbs.market.negotiation.Negotiation;
import org.dcrbs.market.negotiation.Negotiation.Agreed;
import org.dcrbs.market.negotiation.Negotiation.Failed;
import org.dcrbs.market.negotiation.Open;
import org.dcrbs.market.negotiation.Tactics;

/**
 * The negotiation of one pairing.
 *
 * @param deal the pairing, at the worth that the automaton alone would have come to
 * @param tactics how the automaton plays whatever side is in its hands
 * @param askedBy the names of the rules that have people negotiate it
 */
public record Talk(BrokeredPairing deal, Tactics tactics, List<String> askedBy, Negotiation state) {
    public Talk {
        askedBy = List.copyOf(askedBy);
    }

    Talk with(Negotiation next) {
        return new Talk(deal, tactics, askedBy, next);
    }

    /** As it stands at that time, all deadlines kept and all of the automaton's moves made. */
    Talk at(Instant now) {
        return state instanceof Open open ? with(tactics.play(open.at(now), now)) : this;
    }

    /** Ends it, unless it has ended, because another pairing of its package came to nothing. */
    Talk abandoned(String reason) {
        return state instanceof Open ? with(new Failed(state.terms(), state.moves(), reason)) : this;
    }

    boolean over() {
        return !(state instanceof Open);
    }

    /** Why there is no worth, if so. */
    Optional<String> failure() {
        return state instanceof Failed failed
                ? Optional.of(
                        deal.pairing().requirement() + " from " + deal.pairing().giver() + ": " + failed.reason())
                : Optional.empty();
    }

    /** The pairing at the worth that was agreed on. */
    BrokeredPairing agreed() {
        if (state instanceof Agreed agreed) {
            return deal.at(agreed.worth());
        }
        throw new IllegalStateException(deal.pairing().demand() + ": not agreed, but " + state);
    }
}
