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

/** Parties' reputations: outcomes go in, what follows from them comes out. */
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

    /** Of all parties of which anything is known, as they are now. */
    Map<PartyId, Reputation> all() {
        return all(clock.instant());
    }

    /** Of all parties of which anything is known, as they are at that time. */
    public Map<PartyId, Reputation> all(Instant at) {
        Map<PartyId, Reputation> all = new TreeMap<>();
        store.all()
                .forEach(repute -> all.put(repute.party(), repute.reputation().at(at)));
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
