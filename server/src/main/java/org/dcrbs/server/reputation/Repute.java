package org.dcrbs.server.reputation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Reputation;

/**
 * A party's reputation as it is stored.
 *
 * @param latest its last outcomes, the newest last: for people, and so that none counts twice. An outcome can only be told
 *     again until the step that it belongs to is stored, so a bounded number will do
 */
record Repute(PartyId party, Reputation reputation, List<Outcome> latest) {
    static final int KEPT = 256;

    Repute {
        latest = List.copyOf(latest);
    }

    static Repute unknown(PartyId party, Instant at) {
        return new Repute(party, Reputation.unknown(at), List.of());
    }

    boolean counts(Outcome outcome) {
        return latest.stream().anyMatch(one -> one.id().equals(outcome.id()));
    }

    Repute with(Outcome outcome) {
        Reputation next = outcome.kind().isGood()
                ? reputation.good(Math.min(outcome.results(), Outcome.MOST_RESULTS), outcome.at())
                : reputation.bad(outcome.at());
        List<Outcome> all = new ArrayList<>(latest);
        all.add(outcome);
        return new Repute(party, next, all.subList(Math.max(0, all.size() - KEPT), all.size()));
    }
}
