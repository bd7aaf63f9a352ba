package org.dcrbs.server.reputation;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Reputation;
import org.dcrbs.market.Reputation.Standing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Parties' reputations: outcomes go in, standings come out. */
@Service
public class Reputations {
    private static final Logger LOG = LoggerFactory.getLogger(Reputations.class);

    private final ReputationStore store;
    private final Clock clock;

    Reputations(ReputationStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Counts the outcome; harmless if that was done before. On return it is stored. */
    public void note(Outcome outcome) {
        Standing before = of(outcome.party()).standing();
        if (store.add(outcome)) {
            Standing after = of(outcome.party()).standing();
            if (after.compareTo(before) > 0) {
                LOG.warn("{} is {} now: {}, {}", outcome.party(), after, outcome.kind(), outcome.detail());
            }
        }
    }

    /** As it is now; of a party of which nothing is known too. */
    public Reputation of(PartyId party) {
        Instant now = clock.instant();
        return store.find(party).map(repute -> repute.reputation().at(now)).orElseGet(() -> Reputation.unknown(now));
    }

    /** Those parties' standings at that time that are not good. */
    public Map<PartyId, Standing> standings(Instant at) {
        Map<PartyId, Standing> standings = new TreeMap<>();
        for (Repute repute : store.blemished()) {
            Standing standing = repute.reputation().at(at).standing();
            if (standing != Standing.GOOD) {
                standings.put(repute.party(), standing);
            }
        }
        return standings;
    }

    /** Of all parties of which anything is known, as they are now. */
    Map<PartyId, Reputation> all() {
        Instant now = clock.instant();
        Map<PartyId, Reputation> all = new TreeMap<>();
        store.all()
                .forEach(repute -> all.put(repute.party(), repute.reputation().at(now)));
        return all;
    }

    /** The party's last outcomes, the newest first. */
    List<Outcome> latest(PartyId party) {
        List<Outcome> latest =
                new ArrayList<>(store.find(party).map(Repute::latest).orElse(List.of()));
        Collections.reverse(latest);
        return latest;
    }
}
