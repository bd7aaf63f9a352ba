package org.dcrbs.server.negotiation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcrbs.server.contract.TestContracts.HOUR;
import static org.dcrbs.server.contract.TestContracts.NOON;
import static org.dcrbs.server.contract.TestContracts.ROUND;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.dcrbs.market.BrokeredPairing;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.Contract;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Demand;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.negotiation.Actor;
import org.dcrbs.market.negotiation.FairEnd;
import org.dcrbs.market.negotiation.Hands;
import org.dcrbs.market.negotiation.Move;
import org.dcrbs.market.negotiation.Negotiation;
import org.dcrbs.market.negotiation.Side;
import org.dcrbs.market.negotiation.Silence;
import org.dcrbs.market.negotiation.Tactic;
import org.dcrbs.market.negotiation.Tactics;
import org.dcrbs.market.negotiation.Terms;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.contract.TestContracts;
import org.dcrbs.server.ledger.Ledger;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.listing.Listings;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.listing.TestListings;
import org.dcrbs.server.search.Entries;
import org.dcrbs.server.store.TestStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bob needs something of Ann and something of Cid; the automaton speaks for those who give, a person for Bob. */
class NegotiationsTest {
    private static final Tactics EVENLY =
            new Tactics(4, Tactic.EVENLY, Tactic.EVENLY, FairEnd.MIDDLE, List.of("a rule"));
    private static final Demand DEMAND = Entries.demand(
                    "d-1", false, 2, Entries.requirement("need", new Memory(1, 0, 0), HOUR, Constraint.NONE))
            .demand();

    @TempDir
    private static Path folder;

    private static TestStore store;

    private final MarketJson json = new MarketJson();
    private MovedClock clock = new MovedClock(NOON);
    private Listings listings;
    private Contracts contracts;
    private Ledger ledger;
    private Negotiations negotiations;

    @BeforeAll
    static void open() {
        store = new TestStore(folder);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @BeforeEach
    void clear() {
        for (String name : List.of("listings", "contracts", "transfers", "negotiations")) {
            store.store().collection(name).delete(new Document());
        }
        clock = new MovedClock(NOON);
        listings = TestListings.on(store.store(), json, clock, List.of(DEMAND));
        start();
    }

    private void start() {
        ledger = new Ledger(store.store(), json);
        listings = new Listings(store.store(), json, clock);
        contracts = TestContracts.on(store.store(), json, ledger, event -> {}, clock);
        negotiations = TestNegotiations.on(store.store(), json, contracts, listings, event -> {}, clock);
    }

    @Test
    void theAutomatonOpensAndTheDemandIsOffTheMarket() {
        negotiations.open(held(Silence.AUTOMATON_TAKES_OVER, "ann"));

        assertThat(listings.open()).isEmpty();
        assertThat(one().talks().get(0).state().moves()).hasSize(1);
        assertThat(one().talks().get(0).state().last(Side.GIVER).orElseThrow().amount())
                .isEqualTo(Credits.of(30));
    }

    @Test
    void whatAPersonAgreesOnBecomesAContractAtThatWorth() {
        negotiations.open(held(Silence.AUTOMATON_TAKES_OVER, "ann"));

        negotiations.make("r-0001:1", 0, offer(14));
        assertThat(ask(0)).isEqualTo(Credits.of(25));
        negotiations.make("r-0001:1", 0, accept(25));

        Contract contract = contracts.all().get(0);
        assertThat(contract).isInstanceOf(Contract.Agreed.class);
        assertThat(contract.terms().id().value()).isEqualTo("r-0001.ann+bob:1");
        assertThat(contract.terms().legs().get(0).pairing().worth()).isEqualTo(Credits.of(25));
        // 2 % of 25 from either side, on top of what Bob pays Ann.
        assertThat(ledger.balances())
                .containsEntry("party:bob", Credits.parse("-25.5"))
                .containsEntry("party:ann", Credits.parse("-0.5"));
        assertThat(one().done()).isTrue();
        assertThat(listings.open()).isEmpty();
    }

    @Test
    void whoSaysNoPutsTheDemandBackIntoTheMarket() {
        negotiations.open(held(Silence.AUTOMATON_TAKES_OVER, "ann"));

        negotiations.make("r-0001:1", 0, new Move.Reject(Side.TAKER, "too dear", bob(), NOON));

        assertThat(contracts.all()).isEmpty();
        assertThat(listings.open()).containsExactly(DEMAND);
        assertThat(one().failure()).contains("need from ann: the taker said no: too dear");
        assertThat(one().done()).isTrue();
    }

    @Test
    void aRefusedMoveChangesNothing() {
        negotiations.open(held(Silence.AUTOMATON_TAKES_OVER, "ann"));
        HeldPackage before = one();

        assertThatThrownBy(() -> negotiations.make("r-0001:1", 0, offer(31)))
                .isInstanceOf(BadInputException.class)
                .hasMessage("31 is beyond what the taker stated: no more than 30");
        assertThat(one()).isEqualTo(before);
    }

    @Test
    void silenceEndsAtTheDeadlineByTheAutomaton() {
        negotiations.open(held(Silence.AUTOMATON_TAKES_OVER, "ann"));

        clock.move(Duration.ofHours(1).minusNanos(1));
        negotiations.advance();
        assertThat(one().over()).isFalse();
        clock.move(Duration.ofNanos(1));
        negotiations.advance();

        assertThat(one().done()).isTrue();
        assertThat(contracts.all().get(0).terms().legs().get(0).pairing().worth())
                .isEqualTo(Credits.of(20));
        assertThat(one().talks().get(0).state().moves())
                .contains(new Move.HandOver(Side.TAKER, Hands.AUTOMATON, new Actor.Deadline(), clock.instant()));
    }

    @Test
    void silenceFailsAtTheDeadlineIfPolicySaysSo() {
        negotiations.open(held(Silence.FAILS, "ann"));

        clock.move(Duration.ofHours(1));
        negotiations.advance();

        assertThat(contracts.all()).isEmpty();
        assertThat(listings.open()).containsExactly(DEMAND);
        assertThat(one().failure()).contains("need from ann: the taker had not answered by " + NOON.plusSeconds(3600));
    }

    @Test
    void aPackageWaitsForAllOfItsNegotiations() {
        negotiations.open(held(Silence.AUTOMATON_TAKES_OVER, "ann", "cid"));

        negotiations.make("r-0001:1", 0, accept(30));

        assertThat(contracts.all()).isEmpty();
        negotiations.make("r-0001:1", 1, accept(30));
        assertThat(contracts.all()).hasSize(2);
    }

    @Test
    void aPackageComesToNothingIfOneOfItsNegotiationsDoes() {
        negotiations.open(held(Silence.AUTOMATON_TAKES_OVER, "ann", "cid"));

        negotiations.make("r-0001:1", 0, accept(30));
        negotiations.make("r-0001:1", 1, new Move.Reject(Side.TAKER, "no", bob(), NOON));

        assertThat(contracts.all()).isEmpty();
        assertThat(listings.open()).containsExactly(DEMAND);
        assertThat(one().done()).isTrue();
    }

    @Test
    void whatWasOverOnceIsNotOpenedAgain() {
        HeldPackage held = held(Silence.AUTOMATON_TAKES_OVER, "ann");
        negotiations.open(held);
        negotiations.make("r-0001:1", 0, new Move.Reject(Side.TAKER, "no", bob(), NOON));

        negotiations.open(held);

        assertThat(listings.open()).containsExactly(DEMAND);
        assertThat(one().done()).isTrue();
    }

    @Test
    void whereverTheStoreFailsOnTheWayThereIsOneContractInTheEnd() {
        HeldPackage held = held(Silence.AUTOMATON_TAKES_OVER, "ann", "cid");
        for (int faultAt = 1; ; faultAt++) {
            clear();
            store.failAt(faultAt);
            boolean failed = !untilItIsOver(held);
            if (!failed) {
                assertThat(store.heal()).isTrue();
                assertThat(faultAt).as("each write has two places to fail at").isGreaterThan(16);
                return;
            }
            start();
            contracts.recover();
            assertThat(untilItIsOver(held)).isTrue();

            assertThat(contracts.all()).as("fault %d", faultAt).hasSize(2).allSatisfy(contract -> {
                assertThat(contract).isInstanceOf(Contract.Agreed.class);
                assertThat(contract.terms().legs().get(0).pairing().worth()).isEqualTo(Credits.of(25));
            });
            assertThat(ledger.all()).hasSize(2);
            assertThat(one().done()).isTrue();
            assertThat(one().talks().get(0).state().moves()).hasSize(4);
        }
    }

    /** Plays on from wherever it stands; tells whether the store held. */
    private boolean untilItIsOver(HeldPackage held) {
        try {
            negotiations.open(held);
            for (int talk = 0; talk < 2; talk++) {
                if (one().talks().get(talk).state().offered(Side.TAKER) == 0) {
                    negotiations.make("r-0001:1", talk, offer(14));
                }
                if (!one().talks().get(talk).over()) {
                    negotiations.make("r-0001:1", talk, accept(25));
                }
            }
            negotiations.advance();
            return true;
        } catch (TestStore.Fault e) {
            return false;
        }
    }

    private HeldPackage one() {
        return negotiations.find("r-0001:1").orElseThrow();
    }

    private Credits ask(int talk) {
        return one().talks().get(talk).state().last(Side.GIVER).orElseThrow().amount();
    }

    private static HeldPackage held(Silence silence, String... givers) {
        List<Talk> talks = List.of(givers).stream()
                .map(giver -> new Talk(
                        new BrokeredPairing(pairing(giver), 20, 20), EVENLY, List.of("people"), begun(silence)))
                .toList();
        return new HeldPackage(ROUND, 1, DEMAND.id(), TestContracts.COORDINATOR, "test-1", talks, List.of(), false)
                .at(NOON);
    }

    private static Negotiation begun(Silence silence) {
        Terms terms =
                new Terms(Credits.of(10), Credits.of(30), Duration.ofHours(1), NOON.plusSeconds(3 * 3600), silence);
        return Negotiation.open(terms, Side.GIVER, Hands.AUTOMATON, Hands.PERSON, NOON);
    }

    private static Pairing pairing(String giver) {
        return new Pairing(
                DEMAND.id(),
                "need",
                new PartyId("bob"),
                new ListingId(giver + ".memory"),
                new PartyId(giver),
                new Memory(1, 0, 0),
                HOUR,
                Credits.of(30),
                Credits.of(10),
                Credits.of(20));
    }

    private static Move offer(int amount) {
        return new Move.Offer(Side.TAKER, Credits.of(amount), false, bob(), NOON);
    }

    private static Move accept(int amount) {
        return new Move.Accept(Side.TAKER, Credits.of(amount), bob(), NOON);
    }

    private static Actor bob() {
        return new Actor.Person("Bob");
    }
}
