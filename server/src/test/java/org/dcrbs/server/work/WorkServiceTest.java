package org.dcrbs.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcrbs.server.contract.TestContracts.HOUR;
import static org.dcrbs.server.contract.TestContracts.NOON;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.dcrbs.market.Account;
import org.dcrbs.market.Attributes;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.Consideration;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.Contract;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.Demand;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.Job;
import org.dcrbs.market.Leg;
import org.dcrbs.market.Listing;
import org.dcrbs.market.Memory;
import org.dcrbs.market.NativePlatform;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Reputation.Standing;
import org.dcrbs.market.Requirement;
import org.dcrbs.market.Spec;
import org.dcrbs.protocol.proof.LeaseFill;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;
import org.dcrbs.server.blob.Blobs;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.contract.TestContracts;
import org.dcrbs.server.ledger.Ledger;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.listing.TestListings;
import org.dcrbs.server.reputation.Reputations;
import org.dcrbs.server.reputation.TestReputations;
import org.dcrbs.server.store.TestStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contracts carried out by nodes that the tests play. */
class WorkServiceTest {
    private static final PartyId ANN = new PartyId("ann");
    private static final PartyId BOB = new PartyId("bob");
    private static final PartyId CID = new PartyId("cid");
    private static final PartyId DAN = new PartyId("dan");
    private static final ComputingPower POWER = new ComputingPower(1000, 100, 0);
    private static final Memory MEGABYTE = new Memory(1, 0, 0);
    private static final FileHeader FILE = new FileHeader("f", "", "", "", "", 5, "ab".repeat(32));

    @TempDir
    private Path folder;

    private final MarketJson json = new MarketJson();
    private final PlayedNodes nodes = new PlayedNodes();
    private final Time time = new Time();
    private TestStore store;
    private Ledger ledger;
    private Reputations reputations;
    private Contracts contracts;
    private TestWork work;

    /** Nodes that note what they are told. */
    private static final class PlayedNodes implements Nodes {
        final List<WorkOrder> sent = new ArrayList<>();
        final List<String> cancelled = new ArrayList<>();
        Set<PartyId> enrolled = Set.of(ANN, BOB);
        /** All that are enrolled, if nobody says otherwise. */
        Set<PartyId> connected = Set.of();

        @Override
        public boolean enrolled(PartyId party) {
            return enrolled.contains(party);
        }

        @Override
        public Set<PartyId> connected() {
            return connected.isEmpty() ? enrolled : connected;
        }

        @Override
        public boolean runs(PartyId party, NativePlatform platform) {
            return false;
        }

        @Override
        public String door(PartyId party) {
            return "";
        }

        @Override
        public void send(PartyId party, WorkOrder order) {
            sent.add(order);
        }

        @Override
        public void cancel(PartyId party, String order, String reason) {
            cancelled.add(order + ": " + reason);
        }
    }

    /** A clock that a test moves on. */
    private static final class Time extends Clock {
        private Instant now = NOON;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void open() {
        store = new TestStore(folder.resolve("store"));
        ledger = new Ledger(store.store(), json);
        reputations = TestReputations.on(store.store(), json, time);
        contracts = TestContracts.on(store.store(), json, ledger, event -> {}, time);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aContractIsStartedItsOrdersSentAndItsResultSettlesIt() throws Exception {
        ContractTerms terms = agreed(MEGABYTE);

        work.contracts().advance(terms.id());
        WorkOrder order = nodes.sent.get(0);
        assertThat(order.getLocalId()).isEqualTo("offer-1");
        assertThat(order.getAttempt()).isEqualTo(1);
        assertThat(work.nodes().openOrders(ANN)).containsExactly(order);
        assertThat(work.nodes().openOrders(BOB)).isEmpty();

        work.accept(ANN, proven(order));

        assertThat(state(terms)).isEqualTo("Settled");
        assertThat(work.nodes().openOrders(ANN)).isEmpty();
    }

    @Test
    void onlyTheLesseeCanSayThatALeaseIsInUseAndTheGiverIsToldSoFromThenOn() throws Exception {
        ContractTerms terms = agreed(MEGABYTE);
        work.contracts().advance(terms.id());
        WorkOrder lease = nodes.sent.get(0);

        assertThatThrownBy(() -> work.nodes().use(ANN, lease.getId())).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> work.nodes().use(BOB, "r-0001.none/1/lease"))
                .isInstanceOf(NoSuchElementException.class);
        assertThat(work.nodes().isUsed(ANN, lease.getId())).isFalse();
        work.nodes().use(BOB, lease.getId());
        work.nodes().use(BOB, lease.getId());

        assertThat(work.nodes().isUsed(ANN, lease.getId())).isTrue();
        assertThat(work.nodes().isUsed(BOB, lease.getId()))
                .as("only its giver may ask")
                .isFalse();
        assertThat(work.nodes().openOrders(BOB)).isEmpty();
        work.accept(
                ANN,
                result(lease, Outcome.DONE)
                        .setOutput(ByteString.copyFromUtf8("in use"))
                        .build());
        assertThat(contracts.find(terms.id()).orElseThrow()).isInstanceOf(Contract.Settled.class);
    }

    @Test
    void advancingTwiceIssuesNothingTwice() {
        ContractTerms terms = agreed(MEGABYTE);

        work.contracts().advance(terms.id());
        work.contracts().advance(terms.id());
        work.contracts().advanceAll();

        assertThat(nodes.sent).hasSize(1);
        assertThat(work.nodes().ordersOf(terms.id())).hasSize(1);
    }

    @Test
    void aResultThatComesTwiceCountsOnce() throws Exception {
        ContractTerms terms = agreed(MEGABYTE, MEGABYTE);
        work.contracts().advance(terms.id());

        work.accept(ANN, proven(nodes.sent.get(0)));
        work.accept(ANN, proven(nodes.sent.get(0)));
        work.accept(
                ANN,
                result(nodes.sent.get(0), Outcome.FAILED).setDetail("after all").build());

        assertThat(contracts.find(terms.id()).orElseThrow().delivered()).hasSize(1);
        assertThat(state(terms)).isEqualTo("Active");
    }

    @Test
    void aResultFromAStrangerOrOfNoOrderIsPassedOver() throws Exception {
        ContractTerms terms = agreed(MEGABYTE);
        work.contracts().advance(terms.id());
        WorkOrder order = nodes.sent.get(0);

        work.accept(BOB, proven(order));
        work.accept(new PartyId("cid"), proven(order));
        work.accept(ANN, proven(order).toBuilder().setOrderId("unknown").build());

        assertThat(state(terms)).isEqualTo("Active");
        assertThat(work.nodes().awaits(BOB, proven(order))).isFalse();
        assertThat(work.nodes().awaits(ANN, proven(order))).isTrue();
    }

    @Test
    void aFailureIsTriedAgainTwiceAndThenBreachesTheContract() throws Exception {
        ContractTerms terms = agreed(MEGABYTE);
        work.contracts().advance(terms.id());

        for (int attempt = 1; attempt <= 3; attempt++) {
            WorkOrder order = nodes.sent.get(nodes.sent.size() - 1);
            assertThat(order.getAttempt()).isEqualTo(attempt);
            work.accept(ANN, result(order, Outcome.FAILED).setDetail("no room").build());
        }

        assertThat(contracts.find(terms.id()))
                .get()
                .isInstanceOfSatisfying(
                        Contract.Breached.class,
                        breached -> assertThat(breached.reason()).contains("FAILED: no room"));
    }

    @Test
    void aRefusalIsNotTriedAgain() throws Exception {
        ContractTerms terms = agreed(MEGABYTE);
        work.contracts().advance(terms.id());

        work.accept(ANN, result(nodes.sent.get(0), Outcome.REFUSED).build());

        assertThat(nodes.sent).hasSize(1);
        assertThat(state(terms)).isEqualTo("Breached");
    }

    @Test
    void aLateResultOfAnEarlierAttemptIsPassedOverAndTheOrderSentAgain() throws Exception {
        ContractTerms terms = agreed(MEGABYTE);
        work.contracts().advance(terms.id());
        WorkOrder first = nodes.sent.get(0);
        work.accept(ANN, result(first, Outcome.FAILED).build());

        work.accept(ANN, proven(first));

        assertThat(state(terms)).isEqualTo("Active");
        assertThat(nodes.sent).extracting(WorkOrder::getAttempt).containsExactly(1, 2, 2);
    }

    @Test
    void aNodesLongWordsAreCutShort() throws Exception {
        ContractTerms terms = agreed(MEGABYTE);
        work.contracts().advance(terms.id());

        work.accept(
                ANN,
                result(nodes.sent.get(0), Outcome.REFUSED)
                        .setDetail("no\u0007\n" + "x".repeat(1_000_000))
                        .build());

        assertThat(contracts.find(terms.id()))
                .get()
                .isInstanceOfSatisfying(
                        Contract.Breached.class,
                        breached -> assertThat(breached.reason())
                                .contains("REFUSED: no xxx")
                                .hasSizeLessThan(600));
    }

    @Test
    void aBreachEndsTheOtherOrdersAndBeginsNoMore() throws Exception {
        ContractTerms terms = agreed(MEGABYTE, new Memory(5000, 0, 0), MEGABYTE);

        work.contracts().advance(terms.id());

        assertThat(state(terms)).isEqualTo("Breached");
        assertThat(nodes.sent).hasSize(1);
        assertThat(nodes.cancelled).containsExactly(terms.id() + "/1/lease: the contract is breached");
        assertThat(work.nodes().openOrders(ANN)).isEmpty();
    }

    @Test
    void ordersOfAContractThatIsOverAreNotSentAgain() {
        ContractTerms terms = agreed(MEGABYTE);
        work.contracts().advance(terms.id());

        // given that a crash came between the breach and the end of its orders
        contracts.breach(terms.id(), "the node is gone");

        assertThat(work.nodes().openOrders(ANN)).isEmpty();
    }

    @Test
    void aContractWhoseTimeIsOverExpires() {
        ContractTerms terms = agreed(MEGABYTE);
        work.contracts().advance(terms.id());
        time.now = HOUR.until().plus(Duration.ofMinutes(10));
        work.contracts().advanceAll();
        assertThat(state(terms)).isEqualTo("Active");

        time.now = time.now.plusSeconds(1);
        work.contracts().advanceAll();

        assertThat(state(terms)).isEqualTo("Expired");
        assertThat(nodes.cancelled).hasSize(1);
    }

    @Test
    void aContractBetweenPartiesWithoutNodesWaits() {
        nodes.enrolled = Set.of();
        ContractTerms terms = agreed(MEGABYTE);

        work.contracts().advanceAll();

        assertThat(state(terms)).isEqualTo("Agreed");
    }

    @Test
    void oneContractThatCannotBeAdvancedDoesNotKeepOthersWaiting() {
        ContractTerms broken = TestContracts.terms("aaa", "bbb", 1, 10);
        nodes.enrolled = Set.of(ANN, BOB, new PartyId("aaa"));
        contracts.conclude(broken);
        ContractTerms whole = agreed(MEGABYTE);

        work.contracts().advanceAll();

        assertThat(state(whole)).isEqualTo("Active");
        assertThat(nodes.sent).hasSize(1);
    }

    @Test
    void aFileIsAwaitedFromItsGiverOnlyAndOnlyWhileTheOrderIsOpen() throws Exception {
        ContractTerms terms = agreed(FILE);
        ByteString hash = ByteString.copyFrom(HexFormat.of().parseHex(FILE.sha256()));
        assertThat(work.nodes().awaitsFile(ANN, hash)).isFalse();

        work.contracts().advance(terms.id());
        assertThat(work.nodes().awaitsFile(ANN, hash)).isTrue();
        assertThat(work.nodes().awaitsFile(BOB, hash)).isFalse();

        work.accept(ANN, result(nodes.sent.get(0), Outcome.DONE).build());
        assertThat(work.nodes().awaitsFile(ANN, hash)).isFalse();
        assertThat(state(terms)).isEqualTo("Breached");
    }

    @Test
    void whatIsDeliveredAndWhatIsNotIsHeldForOrAgainstTheGiver() throws Exception {
        ContractTerms terms = agreed(MEGABYTE, MEGABYTE);
        work.contracts().advance(terms.id());

        work.accept(ANN, proven(nodes.sent.get(0)));
        assertThat(reputations.of(ANN).good()).isEqualTo(1);
        work.accept(ANN, result(nodes.sent.get(1), Outcome.REFUSED).build());

        assertThat(reputations.of(ANN).bad()).isEqualTo(1);
        assertThat(reputations.of(BOB).total()).isZero();
    }

    @Test
    void whoHasNotDoneItsOrderInTimeIsLate() {
        ContractTerms terms = agreed(MEGABYTE, MEGABYTE);
        work.contracts().advance(terms.id());
        time.now = HOUR.until().plus(Duration.ofMinutes(11));
        work.contracts().advanceAll();
        work.contracts().advanceAll();

        assertThat(state(terms)).isEqualTo("Expired");
        assertThat(reputations.of(ANN).bad()).isEqualTo(2);
    }

    @Test
    void aCheckerIsPaidTheUnitsPriceByTheCoordinator() throws Exception {
        nodes.enrolled = Set.of(ANN, BOB, CID);
        ContractTerms terms = agreed(job(2, 1), POWER);
        playUnits(terms, Map.of());

        assertThat(state(terms)).isEqualTo("Settled");
        assertThat(balance("ann")).isEqualTo(10);
        assertThat(balance("cid")).isEqualTo(10);
        assertThat(balance("coordinator")).isEqualTo(-10);
        assertThat(balance("bob")).isEqualTo(-10);
        assertThat(reputations.of(ANN).good()).isEqualTo(2);
        assertThat(reputations.of(CID).good()).isEqualTo(2);
    }

    @Test
    void whoAsksForMoreResultsPaysForThem() throws Exception {
        nodes.enrolled = Set.of(ANN, BOB, CID, DAN);
        ContractTerms terms = agreed(job(2, 3), POWER);
        playUnits(terms, Map.of());

        assertThat(state(terms)).isEqualTo("Settled");
        assertThat(balance("cid")).isEqualTo(10);
        assertThat(balance("dan")).isEqualTo(10);
        assertThat(balance("bob")).isEqualTo(-30);
        assertThat(balance("coordinator")).isZero();
    }

    @Test
    void aGiverThatLiesIsNotPaidAndThoseWhoShowedItAre() throws Exception {
        nodes.enrolled = Set.of(ANN, BOB, CID, DAN);
        ContractTerms terms = agreed(job(1, 1), POWER);
        playUnits(terms, Map.of(ANN, "lie"));

        assertThat(state(terms)).isEqualTo("Breached");
        assertThat(balance("ann")).isZero();
        assertThat(balance("bob")).isZero();
        assertThat(balance("cid")).isEqualTo(10);
        assertThat(balance("dan")).isEqualTo(10);
        assertThat(balance("coordinator")).isEqualTo(-20);
        assertThat(reputations.of(ANN).standing()).isEqualTo(Standing.WARNED);
    }

    @Test
    void aTakerThatChecksWhatItTakesIsNotPaidForIt() throws Exception {
        ContractTerms terms = agreed(job(1, 1), POWER);
        playUnits(terms, Map.of());

        assertThat(state(terms)).isEqualTo("Settled");
        assertThat(balance("bob")).isEqualTo(-10);
        assertThat(balance("coordinator")).isZero();
    }

    @Test
    void twoThatDifferWaitForAThirdForAsLongAsTheContractLasts() throws Exception {
        ContractTerms terms = agreed(job(1, 1), POWER);
        playUnits(terms, Map.of(ANN, "lie"));
        assertThat(state(terms)).isEqualTo("Active");

        time.now = HOUR.until().plus(Duration.ofMinutes(11));
        work.contracts().advanceAll();

        assertThat(state(terms)).isEqualTo("Expired");
        assertThat(balance("bob")).isZero();
        assertThat(reputations.of(ANN).total()).isZero();
    }

    @Test
    void aLateResultOfAReplacedCheckerIsPassedOver() throws Exception {
        nodes.enrolled = Set.of(ANN, BOB, CID, DAN);
        ContractTerms terms = agreed(job(1, 1), POWER);
        work.contracts().advance(terms.id());
        answer(nodes.sent.get(0), ANN, "right");
        WorkOrder first = nodes.sent.get(1);
        PartyId gone = executor(terms, first.getId());
        nodes.connected = Set.of(ANN, BOB, gone.equals(CID) ? DAN : CID);
        work.contracts().advance(terms.id());
        WorkOrder second = nodes.sent.get(2);

        answer(first, gone, "too late, and wrong");
        assertThat(state(terms)).isEqualTo("Active");
        answer(second, executor(terms, second.getId()), "right");
        answer(second, executor(terms, second.getId()), "right");
        playUnits(terms, Map.of());

        assertThat(state(terms)).isEqualTo("Settled");
        assertThat(balance(gone.value())).isZero();
        assertThat(reputations.of(gone).total()).isZero();
    }

    /** The store fails at each write of the verdict in turn; afterwards all is as if it had not. */
    @Test
    void aCrashInTheMiddleOfAVerdictChangesNothingOfIt() throws Exception {
        boolean failed = true;
        for (int point = 1; failed; point++) {
            assertThat(point).isLessThan(60);
            close();
            for (java.io.File file : folder.resolve("store").toFile().listFiles()) {
                assertThat(file.delete()).isTrue();
            }
            open();
            nodes.sent.clear();
            nodes.enrolled = Set.of(ANN, BOB, CID, DAN);
            ContractTerms terms = agreed(job(1, 1), POWER);
            work.contracts().advance(terms.id());
            answer(nodes.sent.get(0), ANN, "lie");
            answer(nodes.sent.get(1), executor(terms, nodes.sent.get(1).getId()), "right");
            WorkOrder third = nodes.sent.get(2);
            store.failAt(point);
            try {
                answer(third, executor(terms, third.getId()), "right");
            } catch (TestStore.Fault crash) {
                // The node has heard no acknowledgement, and says it again.
            }
            failed = !store.heal();
            if (failed) {
                // To a coordinator that has started anew.
                ledger = new Ledger(store.store(), json);
                contracts = TestContracts.on(store.store(), json, ledger, event -> {}, time);
                agreed(job(1, 1), POWER);
                contracts.recover();
                answer(third, executor(terms, third.getId()), "right");
            }
            assertThat(state(terms)).isEqualTo("Breached");
            assertThat(balance("bob")).isZero();
            assertThat(balance("cid")).isEqualTo(10);
            assertThat(balance("dan")).isEqualTo(10);
            assertThat(balance("coordinator")).isEqualTo(-20);
            assertThat(reputations.of(ANN).bad()).isEqualTo(1);
            assertThat(reputations.of(CID).good()).isEqualTo(1);
        }
    }

    private static Job job(int units, int redundancy) {
        return new Job.Compute("ab".repeat(32), Collections.nCopies(units, "00"), 16, 1000, 64, redundancy);
    }

    /** All nodes do what they are told until nothing is open; those named answer with that, the others rightly. */
    private void playUnits(ContractTerms terms, Map<PartyId, String> liars) throws Exception {
        work.contracts().advance(terms.id());
        boolean open = true;
        while (open) {
            open = false;
            for (Order order : List.copyOf(work.nodes().ordersOf(terms.id()))) {
                if (order.state() == Order.State.OPEN) {
                    open = true;
                    answer(order.order(), order.executor(), liars.getOrDefault(order.executor(), "right"));
                }
            }
        }
    }

    private void answer(WorkOrder order, PartyId party, String output) throws Exception {
        work.accept(
                party,
                result(order, Outcome.DONE)
                        .setOutput(ByteString.copyFromUtf8(output))
                        .build());
    }

    private PartyId executor(ContractTerms terms, String id) {
        return work.nodes().ordersOf(terms.id()).stream()
                .filter(order -> order.id().equals(id))
                .findFirst()
                .orElseThrow()
                .executor();
    }

    /** In micro-credits. */
    private long balance(String party) {
        return ledger.balance(new Account.OfParty(new PartyId(party))).micro();
    }

    /** A contract by which ann gives bob each of the specs. */
    private ContractTerms agreed(Spec... specs) {
        return agreed(null, specs);
    }

    private ContractTerms agreed(@Nullable Job job, Spec... specs) {
        ContractId id = ContractTerms.idOf(TestContracts.ROUND, ANN, BOB);
        List<Leg> legs = new ArrayList<>();
        Map<String, Listing> listings = new TreeMap<>();
        for (Spec spec : specs) {
            Leg leg = TestContracts.leg(id, legs.size() + 1, "ann", "bob", spec, HOUR, 10);
            legs.add(leg);
            listings.put("o" + leg.id(), offer(leg.pairing()));
            listings.put("d" + leg.id(), demand(leg.pairing(), job));
        }
        work = TestWork.on(
                store.store(),
                json,
                contracts,
                TestListings.on(store.store(), json, time, listings.values()),
                new Blobs(folder),
                nodes,
                ledger,
                reputations,
                time);
        ContractTerms terms =
                new ContractTerms(id, TestContracts.ROUND, TestContracts.COORDINATOR, legs, List.of(), "test-1");
        contracts.conclude(terms);
        return terms;
    }

    private static Offer offer(Pairing pairing) {
        return new Offer(
                pairing.offer(),
                pairing.giver(),
                pairing.least(),
                1,
                HOUR,
                Attributes.NONE,
                Constraint.NONE,
                Optional.empty());
    }

    private static Demand demand(Pairing pairing, @Nullable Job job) {
        return new Demand(
                pairing.demand(),
                pairing.taker(),
                List.of(new Requirement(
                        pairing.requirement(),
                        pairing.least(),
                        HOUR,
                        Constraint.NONE,
                        Optional.empty(),
                        Optional.ofNullable(job))),
                false,
                false,
                new Consideration.InMoney(),
                Attributes.NONE);
    }

    private static WorkResult proven(WorkOrder order) {
        return result(order, Outcome.DONE)
                .setOutput(
                        ByteString.copyFrom(LeaseFill.digest(order.getMemory().getFillSeed(), 1)))
                .build();
    }

    private static WorkResult.Builder result(WorkOrder order, Outcome outcome) {
        return WorkResult.newBuilder()
                .setOrderId(order.getId())
                .setAttempt(order.getAttempt())
                .setOutcome(outcome);
    }

    private String state(ContractTerms terms) {
        return contracts.find(terms.id()).orElseThrow().state();
    }
}
