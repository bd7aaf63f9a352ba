package org.dcrbs.server.contract;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dcrbs.market.Commission;
import org.dcrbs.market.Contract;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Leg;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.RoundId;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Window;
import org.dcrbs.server.ledger.Ledger;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.store.Store;
import org.springframework.context.ApplicationEventPublisher;

/** Contracts for tests. */
public final class TestContracts {
    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    public static final Window HOUR = new Window(NOON, NOON.plusSeconds(3600));
    public static final RoundId ROUND = new RoundId("r-0001");
    public static final PartyId COORDINATOR = new PartyId("coordinator");

    private TestContracts() {}

    public static Contracts on(
            Store store, MarketJson json, Ledger ledger, ApplicationEventPublisher events, Clock clock) {
        return new Contracts(new ContractStore(store, json), ledger, events, clock);
    }

    /** The giver gives the taker so many gigabytes of memory for an hour, each from an offer of its own. */
    public static ContractTerms terms(String giver, String taker, int legs, long worth) {
        PartyId from = new PartyId(giver);
        ContractId id = ContractTerms.idOf(ROUND, from, new PartyId(taker));
        List<Leg> all = new ArrayList<>();
        for (int i = 1; i <= legs; i++) {
            all.add(leg(id, i, giver, taker, new Memory(1024, 0, 0), HOUR, worth));
        }
        return new ContractTerms(
                id, ROUND, COORDINATOR, all, List.of(new Commission(from, Credits.micro(worth / 10))), "test-1");
    }

    public static ContractTerms terms(Leg leg) {
        ContractId id =
                ContractTerms.idOf(ROUND, leg.pairing().giver(), leg.pairing().taker());
        return new ContractTerms(id, ROUND, COORDINATOR, List.of(leg), List.of(), "test-1");
    }

    public static Leg leg(
            ContractId contract, int number, String giver, String taker, Spec least, Window window, long worth) {
        return new Leg(
                contract + "/" + number,
                new Pairing(
                        new ListingId(taker + ".demand-" + number),
                        "need",
                        new PartyId(taker),
                        new ListingId(giver + ".offer-" + number),
                        new PartyId(giver),
                        least,
                        window,
                        Credits.micro(worth),
                        Credits.ZERO,
                        Credits.micro(worth)));
    }

    /** What is in the store, whatever state it says. */
    static void keep(Store store, MarketJson json, Contract contract) {
        new ContractStore(store, json).add(contract);
    }
}
