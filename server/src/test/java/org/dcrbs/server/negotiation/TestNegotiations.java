package org.dcrbs.server.negotiation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.dcrbs.market.BrokeredPairing;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.negotiation.FairEnd;
import org.dcrbs.market.negotiation.Hands;
import org.dcrbs.market.negotiation.Negotiation;
import org.dcrbs.market.negotiation.Side;
import org.dcrbs.market.negotiation.Silence;
import org.dcrbs.market.negotiation.Tactic;
import org.dcrbs.market.negotiation.Tactics;
import org.dcrbs.market.negotiation.Terms;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.contract.TestContracts;
import org.dcrbs.server.listing.Listings;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.store.Store;
import org.springframework.context.ApplicationEventPublisher;

/** Negotiations for tests. */
public final class TestNegotiations {
    private TestNegotiations() {}

    public static Negotiations on(
            Store store,
            MarketJson json,
            Contracts contracts,
            Listings listings,
            ApplicationEventPublisher events,
            Clock clock) {
        return new Negotiations(store, new NegotiationStore(store, json), contracts, listings, events, clock);
    }

    /** A package of one pairing, that a person negotiates for both sides. */
    public static HeldPackage held(Pairing pairing) {
        Terms terms = new Terms(
                pairing.reserve(),
                pairing.value(),
                Duration.ofHours(1),
                TestContracts.NOON.plusSeconds(3 * 3600),
                Silence.AUTOMATON_TAKES_OVER);
        Talk talk = new Talk(
                new BrokeredPairing(pairing, 0, 0),
                new Tactics(4, Tactic.EVENLY, Tactic.EVENLY, FairEnd.MIDDLE, List.of()),
                List.of("people"),
                Negotiation.open(terms, Side.GIVER, Hands.PERSON, Hands.PERSON, TestContracts.NOON));
        return new HeldPackage(
                TestContracts.ROUND,
                1,
                pairing.demand(),
                TestContracts.COORDINATOR,
                "test-1",
                List.of(talk),
                List.of(),
                false);
    }
}
