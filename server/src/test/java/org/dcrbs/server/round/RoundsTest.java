package org.dcrbs.server.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcrbs.server.contract.TestContracts.NOON;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.dcrbs.market.Contract;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Demand;
import org.dcrbs.market.RoundId;
import org.dcrbs.market.RoundStage;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.contract.TestContracts;
import org.dcrbs.server.ledger.Ledger;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.listing.Listings;
import org.dcrbs.server.listing.Market;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.listing.Parties;
import org.dcrbs.server.listing.TestListings;
import org.dcrbs.server.negotiation.HeldPackage;
import org.dcrbs.server.negotiation.Negotiations;
import org.dcrbs.server.negotiation.TestNegotiations;
import org.dcrbs.server.policy.PolicySource;
import org.dcrbs.server.policy.ShippedOnly;
import org.dcrbs.server.reputation.Reputations;
import org.dcrbs.server.reputation.TestReputations;
import org.dcrbs.server.store.TestStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rounds from the first stage to the last, and interrupted in the one that makes contracts. */
class RoundsTest {
    private static final Clock CLOCK = Clock.fixed(NOON.minusSeconds(60), ZoneOffset.UTC);
    private static final RoundOptions OPTIONS = new RoundOptions(5, OptionalLong.of(20), 4, 1);
    private static final RoundId FIRST = new RoundId("r-0001");
    /** Of whose listings a round makes several contracts. */
    private static final Market MARKET = RandomMarket.of(18);

    @TempDir
    private static Path folder;

    private static TestStore store;
    /** The shipped ones, but that people negotiate for whoever takes. */
    private static PolicySource withPeople;

    private final MarketJson json = new MarketJson();
    private final BlockingQueue<RoundStage> stages = new LinkedBlockingQueue<>();
    /** At which write of the stage that makes contracts the store fails; 0 for never. */
    private int faultAt;

    private Listings listings;
    private Contracts contracts;
    private Ledger ledger;
    private Negotiations negotiations;
    private Rounds rounds;
    private PolicySource policies = new ShippedOnly();

    @BeforeAll
    static void open() throws Exception {
        store = new TestStore(folder);
        Path files = folder.resolve("policies");
        PolicySet.copyShipped(files);
        Files.writeString(files.resolve("persons.drl"), """
                package policies
                import org.dcrbs.rules.facts.ProposedDeal
                rule "people" when $deal : ProposedDeal() then $deal.personForTaker(); end
                """);
        withPeople = only(PolicySet.load(files));
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @BeforeEach
    void clear() {
        for (String name : List.of(
                "parties",
                "listings",
                "contracts",
                "negotiations",
                "transfers",
                "rounds",
                "outcomes",
                "snapshots",
                "snapshotChunks")) {
            store.store().collection(name).delete(new Document());
        }
        Parties parties = new Parties(store.store(), json);
        MARKET.parties().forEach(parties::put);
        TestListings.on(store.store(), json, CLOCK, MARKET.listings());
        start();
    }

    private void start() {
        stages.clear();
        ledger = new Ledger(store.store(), json);
        listings = new Listings(store.store(), json, CLOCK);
        contracts = TestContracts.on(store.store(), json, ledger, event -> {}, CLOCK);
        negotiations = TestNegotiations.on(store.store(), json, contracts, listings, event -> {}, CLOCK);
        Parties parties = new Parties(store.store(), json);
        RoundStore roundStore = new RoundStore(store.store(), json);
        Reputations reputations = TestReputations.on(store.store(), json, CLOCK);
        rounds = new Rounds(
                store.store(),
                roundStore,
                new OutcomeStore(store.store(), json),
                new SnapshotStore(store.store(), json),
                policies,
                new Decider(
                        new Collector(
                                parties,
                                listings,
                                contracts,
                                negotiations,
                                ledger,
                                new Surveyor(roundStore, reputations)),
                        CLOCK),
                contracts,
                negotiations,
                listings,
                event -> entered(((StageEntered) event).stage()),
                CLOCK);
    }

    private void entered(RoundStage stage) {
        if (stage == RoundStage.CONTRACT && faultAt > 0) {
            store.failAt(faultAt);
        }
        stages.add(stage);
    }

    @Test
    void aRoundGoesThroughItsStagesAndLeavesContracts() throws Exception {
        rounds.start(OPTIONS);
        until(RoundStage.EXECUTE);
        rounds.destroy();

        assertConcluded();
        assertThat(round().reached().keySet()).contains(RoundStage.COLLECT, RoundStage.CONTRACT, RoundStage.EXECUTE);
    }

    @Test
    void aRoundThatIsDecidedAgainKeepsThePoliciesThatItBeganWith() throws Exception {
        PolicySet then = PolicySet.shipped().named("then");
        policies = new PolicySource() {
            @Override
            public PolicySet current() {
                return PolicySet.shipped();
            }

            @Override
            public PolicySet version(String name) {
                assertThat(name).isEqualTo(then.version());
                return then;
            }
        };
        start();
        RoundStore begun = new RoundStore(store.store(), json);
        begun.update(
                begun.open(OPTIONS, CLOCK.instant()).id(), round -> round.attempt(then.version(), CLOCK.instant()));

        rounds.recover();
        until(RoundStage.EXECUTE);
        rounds.destroy();

        assertThat(round().policyVersion()).contains(then.version());
        assertThat(rounds.appraisals(round()))
                .isNotEmpty()
                .allSatisfy(appraisal -> assertThat(appraisal.toString()).contains(then.version()));
    }

    @Test
    void whereverTheStoreFailsWhileContractsAreMadeTheyAreAllMadeAfterTheNextStart() throws Exception {
        failEverywhere();
    }

    @Test
    void whereverTheStoreFailsWhilePeopleAreAskedTheyAreAllAskedAfterTheNextStart() throws Exception {
        policies = withPeople;
        clear();

        failEverywhere();

        assertThat(negotiations.pending()).isNotEmpty();
    }

    private void failEverywhere() throws Exception {
        for (faultAt = 1; ; faultAt++) {
            rounds.start(OPTIONS);
            until(RoundStage.CONTRACT);
            rounds.destroy();
            if (store.heal()) {
                assertThat(faultAt).as("each write has two places to fail at").isGreaterThan(10);
                return;
            }
            int fault = faultAt;
            faultAt = 0;

            start();
            contracts.recover();
            rounds.recover();
            // Closing waits for the round that is taken up; it may have reached its last stage before the fault.
            rounds.destroy();

            assertConcluded();
            clear();
            faultAt = fault;
        }
    }

    @Test
    void anotherRoundIsRefusedWhileOneIsBeingDecided() throws Exception {
        RoundStore undecided = new RoundStore(store.store(), json);
        undecided.open(OPTIONS, NOON);

        assertThatThrownBy(() -> rounds.start(OPTIONS))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("round r-0001 is still collecting the open listings");
        rounds.destroy();
    }

    private void assertConcluded() {
        List<ContractTerms> decided = new OutcomeStore(store.store(), json).contracts(round());
        List<HeldPackage> held = new OutcomeStore(store.store(), json).held(round());
        assertThat(decided.size() + held.size()).isGreaterThan(1);
        assertThat(negotiations.pending()).isEqualTo(held);
        held.forEach(one -> assertThat(listings.find(one.demand()))
                .get()
                .extracting(Listings.Entry::state)
                .isEqualTo(Listings.State.MATCHED));
        assertThat(round().failure()).isEmpty();
        assertThat(round().stage()).isEqualTo(RoundStage.EXECUTE);
        assertThat(contracts.all())
                .hasSameSizeAs(decided)
                .allSatisfy(contract -> assertThat(contract).isInstanceOf(Contract.Agreed.class));
        assertThat(ledger.all()).hasSameSizeAs(decided);
        assertThat(ledger.balances().values().stream().reduce(Credits.ZERO, Credits::plus))
                .isEqualTo(Credits.ZERO);
        for (ContractTerms terms : decided) {
            terms.legs()
                    .forEach(leg -> assertThat(listings.find(leg.pairing().demand()))
                            .get()
                            .extracting(Listings.Entry::state)
                            .isEqualTo(Listings.State.MATCHED));
        }
        assertThat(listings.open().stream().filter(Demand.class::isInstance)).hasSameSizeAs(rounds.leftOut(round()));
    }

    private Round round() {
        return rounds.find(FIRST).orElseThrow();
    }

    private void until(RoundStage wanted) throws InterruptedException {
        RoundStage entered = stages.poll(30, TimeUnit.SECONDS);
        while (entered != null && entered != wanted) {
            entered = stages.poll(30, TimeUnit.SECONDS);
        }
        assertThat(entered).isEqualTo(wanted);
    }

    private static PolicySource only(PolicySet set) {
        return new PolicySource() {
            @Override
            public PolicySet current() {
                return set;
            }

            @Override
            public PolicySet version(String name) {
                return set;
            }
        };
    }
}
