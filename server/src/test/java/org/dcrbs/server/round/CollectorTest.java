package org.dcrbs.server.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcrbs.server.contract.TestContracts.HOUR;
import static org.dcrbs.server.contract.TestContracts.NOON;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.Document;
import org.dcrbs.market.Attributes;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.Credits;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Offer;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Reputation.Standing;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Window;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.contract.TestContracts;
import org.dcrbs.server.ledger.Ledger;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.listing.Parties;
import org.dcrbs.server.listing.TestListings;
import org.dcrbs.server.negotiation.Negotiations;
import org.dcrbs.server.negotiation.TestNegotiations;
import org.dcrbs.server.reputation.Reputations;
import org.dcrbs.server.reputation.TestReputations;
import org.dcrbs.server.search.Entries;
import org.dcrbs.server.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much of an offer is free, as the contracts over it go on. */
class CollectorTest {
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final FileHeader FILE = new FileHeader("f", "", "", "", "", 10, "ab".repeat(32));

    @TempDir
    private Path folder;

    private final MarketJson json = new MarketJson();
    private TestStore store;
    private Contracts contracts;
    private Ledger ledger;
    private Reputations reputations;
    private Surveyor surveyor;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        ledger = new Ledger(store.store(), json);
        reputations = TestReputations.on(store.store(), json, CLOCK);
        surveyor = new Surveyor(new RoundStore(store.store(), json), reputations);
        contracts = TestContracts.on(store.store(), json, ledger, event -> {}, CLOCK);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatIsLentIsTakenUntilItIsDelivered() {
        assertThat(freeMemoryAfter(terms -> contracts.conclude(terms))).isEqualTo(3072);
        assertThat(freeMemoryAfter(terms -> contracts.start(terms.id()))).isEqualTo(3072);
        assertThat(freeMemoryAfter(terms ->
                        contracts.deliver(terms.id(), terms.legs().get(0).id())))
                .isEqualTo(4096);
    }

    @Test
    void whatIsLentComesBackIfTheContractComesToNothing() {
        assertThat(freeMemoryAfter(terms -> {
                    contracts.conclude(terms);
                    contracts.expire(terms.id());
                }))
                .isEqualTo(4096);
    }

    @Test
    void whatIsLentComesBackWhenItsTimeIsOver() {
        ContractTerms terms = terms(new Memory(1024, 0, 0), HOUR);
        contracts.conclude(terms);

        assertThat(free(new Memory(4096, 0, 0), 1, HOUR.until().minusSeconds(1)))
                .isEqualTo(3072);
        assertThat(free(new Memory(4096, 0, 0), 1, HOUR.until())).isEqualTo(4096);
    }

    @Test
    void aFileThatWasGivenIsGoneAndOneThatWasNotIsThere() {
        ContractTerms terms = terms(FILE, HOUR);
        contracts.conclude(terms);
        assertThat(free(FILE, 5, NOON)).isEqualTo(4);

        contracts.start(terms.id());
        contracts.deliver(terms.id(), terms.legs().get(0).id());
        assertThat(free(FILE, 5, HOUR.until().plusSeconds(1))).isEqualTo(4);
    }

    @Test
    void aFileWhoseContractWasBreachedIsThereAgain() {
        ContractTerms terms = terms(FILE, HOUR);
        contracts.conclude(terms);
        contracts.start(terms.id());
        contracts.breach(terms.id(), "it never came");

        assertThat(free(FILE, 5, NOON)).isEqualTo(5);
    }

    @Test
    void onlyWhatIsLentAtTheSameTimeAddsUp() {
        conclude("bob", new Window(NOON, NOON.plusSeconds(600)), 1000);
        conclude("cid", new Window(NOON.plusSeconds(600), NOON.plusSeconds(1200)), 1500);
        conclude("dan", new Window(NOON.plusSeconds(300), NOON.plusSeconds(700)), 100);

        assertThat(free(new Memory(4096, 0, 0), 1, NOON)).isEqualTo(4096 - 1600);
    }

    @Test
    void anOfferThatHasShrunkBelowWhatIsTakenHasLessThanNothing() {
        conclude("bob", HOUR, 1000);

        assertThat(free(new Memory(600, 0, 0), 1, NOON)).isEqualTo(-400);
    }

    @Test
    void offersThatAreOverAreLeftOutAndDemandsThatAreTooLateAreNamed() {
        Offer over = offer("old", new Memory(1, 0, 0), 1, new Window(NOON.minusSeconds(60), NOON));
        var late = Entries.demand(
                        "late",
                        false,
                        1,
                        Entries.requirement(
                                "ram", new Memory(1, 0, 0), new Window(NOON.minusSeconds(60), NOON), Constraint.NONE))
                .demand();
        var listings = TestListings.on(store.store(), json, CLOCK, List.of(over, late));

        Snapshot snapshot = new Collector(
                        parties(),
                        listings,
                        contracts,
                        TestNegotiations.on(store.store(), json, contracts, listings, event -> {}, CLOCK),
                        ledger,
                        surveyor)
                .collect(NOON);

        assertThat(snapshot.offers()).isEmpty();
        assertThat(snapshot.demands()).isEmpty();
        assertThat(snapshot.late()).containsExactly(late);
    }

    @Test
    void whatPeopleNegotiateIsSpokenForAndSoIsTheMostThatItMayCost() {
        var listings = TestListings.on(
                store.store(),
                json,
                CLOCK,
                List.of(offer(
                        "ann.offer-1", new Memory(4096, 0, 0), 1, new Window(NOON, NOON.plusSeconds(24 * 3600)))));
        Parties parties = parties();
        parties.put(Entries.party("bob"));
        Negotiations negotiations = TestNegotiations.on(store.store(), json, contracts, listings, event -> {}, CLOCK);
        ContractTerms expected = terms(new Memory(1024, 0, 0), HOUR);
        negotiations.open(TestNegotiations.held(expected.legs().get(0).pairing()));

        Snapshot snapshot = new Collector(parties, listings, contracts, negotiations, ledger, surveyor).collect(NOON);

        assertThat(snapshot.free()).containsEntry(new ListingId("ann.offer-1"), 3072L);
        assertThat(snapshot.balances()).containsEntry(new PartyId("bob"), Credits.micro(-10));
    }

    @Test
    void ofALimitedPartysOfferAQuarterIsThereAtATime() {
        TestReputations.failing(reputations, CLOCK, "ann", 2);
        assertThat(free(new Memory(4096, 0, 0), 1, NOON)).isEqualTo(1024);
        assertThat(free(FILE, 1, NOON)).isEqualTo(1);

        conclude("bob", HOUR, 1000);
        assertThat(free(new Memory(4096, 0, 0), 1, NOON)).isEqualTo(24);
    }

    @Test
    void standingsAreThoseOfTheCutOff() {
        TestReputations.failing(reputations, CLOCK, "ann", 4);
        var listings = TestListings.on(store.store(), json, CLOCK, List.of());
        Collector collector = new Collector(
                parties(),
                listings,
                contracts,
                TestNegotiations.on(store.store(), json, contracts, listings, event -> {}, CLOCK),
                ledger,
                surveyor);

        assertThat(collector.collect(NOON).standing(new PartyId("ann"))).isEqualTo(Standing.SUSPENDED);
        assertThat(collector.collect(NOON.plus(Duration.ofDays(90))).standing(new PartyId("ann")))
                .isEqualTo(Standing.GOOD);
    }

    private long freeMemoryAfter(Consumer<ContractTerms> happening) {
        happening.accept(terms(new Memory(1024, 0, 0), HOUR));
        return free(new Memory(4096, 0, 0), 1, NOON);
    }

    private void conclude(String taker, Window window, long megaBytes) {
        ContractId id = ContractTerms.idOf(TestContracts.ROUND, new PartyId("ann"), new PartyId(taker));
        contracts.conclude(
                TestContracts.terms(TestContracts.leg(id, 1, "ann", taker, new Memory(megaBytes, 0, 0), window, 0)));
    }

    private static ContractTerms terms(Spec least, Window window) {
        ContractId id = ContractTerms.idOf(TestContracts.ROUND, new PartyId("ann"), new PartyId("bob"));
        return TestContracts.terms(TestContracts.leg(id, 1, "ann", "bob", least, window, 10));
    }

    private long free(Spec spec, long copies, Instant cutOff) {
        Offer offer = offer("ann.offer-1", spec, copies, new Window(NOON, NOON.plusSeconds(24 * 3600)));
        store.store().collection("listings").delete(new Document());
        var listings = TestListings.on(store.store(), json, CLOCK, List.of(offer));
        return new Collector(
                        parties(),
                        listings,
                        contracts,
                        TestNegotiations.on(store.store(), json, contracts, listings, event -> {}, CLOCK),
                        ledger,
                        surveyor)
                .collect(cutOff)
                .free()
                .getOrDefault(offer.id(), Long.MIN_VALUE);
    }

    private static Offer offer(String id, Spec spec, long copies, Window window) {
        return new Offer(
                new ListingId(id),
                new PartyId("ann"),
                spec,
                copies,
                window,
                Attributes.NONE,
                Constraint.NONE,
                Optional.empty());
    }

    private Parties parties() {
        Parties parties = new Parties(store.store(), json);
        parties.put(Entries.party("ann"));
        return parties;
    }
}
