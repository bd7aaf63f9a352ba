package org.dcrbs.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcrbs.server.contract.TestContracts.HOUR;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.dcrbs.market.Attributes;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.Consideration;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.Demand;
import org.dcrbs.market.Job;
import org.dcrbs.market.Leg;
import org.dcrbs.market.NativePlatform;
import org.dcrbs.market.Offer;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Requirement;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;
import org.dcrbs.server.blob.Blobs;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.contract.TestContracts;
import org.dcrbs.server.ledger.Ledger;
import org.dcrbs.server.listing.Listings;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.listing.TestListings;
import org.dcrbs.server.reputation.Reputations;
import org.dcrbs.server.reputation.TestReputations;
import org.dcrbs.server.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job of many units on one node: how they are given out, and how their results are taken in. */
class ManyUnitsTest {
    private static final PartyId ANN = new PartyId("ann");
    private static final PartyId BOB = new PartyId("bob");
    private static final int UNITS = 200;
    private static final int WINDOW = 25;

    @TempDir
    private Path folder;

    private final MarketJson json = new MarketJson();
    private final Clock clock = Clock.fixed(TestContracts.NOON, ZoneOffset.UTC);
    private final SentOrders nodes = new SentOrders();
    /** What the threads would do now. */
    private final Queue<Runnable> called = new ArrayDeque<>();

    private TestStore store;
    private Contracts contracts;
    private TestWork work;
    private ContractTerms terms;

    private static final class SentOrders implements Nodes {
        @Override
        public boolean runs(PartyId party, NativePlatform platform) {
            return false;
        }

        @Override
        public String door(PartyId party) {
            return "";
        }

        final List<WorkOrder> units = new ArrayList<>();
        final List<WorkOrder> others = new ArrayList<>();

        @Override
        public boolean enrolled(PartyId party) {
            return true;
        }

        @Override
        public Set<PartyId> connected() {
            return Set.of(ANN, BOB);
        }

        @Override
        public void send(PartyId party, WorkOrder order) {
            (order.hasCompute() ? units : others).add(order);
        }

        @Override
        public void cancel(PartyId party, String order, String reason) {}
    }

    @BeforeEach
    void open() {
        store = new TestStore(folder.resolve("store"));
        ContractId id = ContractTerms.idOf(TestContracts.ROUND, ANN, BOB);
        ComputingPower power = new ComputingPower(1000, 100, 0);
        Leg leg = TestContracts.leg(id, 1, "ann", "bob", power, HOUR, 10);
        Offer offer = new Offer(
                leg.pairing().offer(), ANN, power, 1, HOUR, Attributes.NONE, Constraint.NONE, Optional.empty());
        Job job = new Job.Compute("ab".repeat(32), Collections.nCopies(UNITS, "00"), 16, 1000, 64, 1);
        Requirement requirement = new Requirement(
                leg.pairing().requirement(), power, HOUR, Constraint.NONE, Optional.empty(), Optional.of(job));
        Demand demand = new Demand(
                leg.pairing().demand(),
                BOB,
                List.of(requirement),
                false,
                false,
                new Consideration.InMoney(),
                Attributes.NONE);
        TestListings.on(store.store(), json, clock, List.of(offer, demand));
        restart();
        terms = new ContractTerms(id, TestContracts.ROUND, TestContracts.COORDINATOR, List.of(leg), List.of(), "t-1");
        contracts.conclude(terms);
    }

    /** All that was in memory is gone. */
    private void restart() {
        Ledger ledger = new Ledger(store.store(), json);
        Reputations reputations = TestReputations.on(store.store(), json, clock);
        contracts = TestContracts.on(store.store(), json, ledger, event -> {}, clock);
        called.clear();
        nodes.units.clear();
        work = TestWork.on(
                store.store(),
                json,
                contracts,
                new Listings(store.store(), json, clock),
                new Blobs(folder),
                nodes,
                ledger,
                reputations,
                Set::of,
                clock,
                WINDOW,
                called::add);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aNodeHasNeverMoreThanItsWindow() {
        work.contracts().advance(terms.id());
        assertThat(nodes.units).hasSize(WINDOW);
        assertThat(work.nodes().openOrders(ANN)).hasSize(UNITS);

        for (int answered = 1; answered <= UNITS - WINDOW; answered++) {
            var unused = say(nodes.units.get(answered - 1));
            takeIn();
            assertThat(nodes.units).hasSize(WINDOW + answered);
        }
        assertThat(nodes.units).extracting(WorkOrder::getId).doesNotHaveDuplicates();
    }

    @Test
    void resultsThatWaitTogetherAreStoredByOneWriteAndAcknowledgedAfterIt() {
        work.contracts().advance(terms.id());
        List<CompletableFuture<Void>> said =
                List.copyOf(nodes.units).stream().map(this::say).toList();
        assertThat(said).noneMatch(CompletableFuture::isDone);
        assertThat(underWay()).isEqualTo(UNITS);

        int before = store.points();
        takeIn();

        // The outputs (all are the same one), the orders, and the one commit of each.
        assertThat(store.points() - before).isEqualTo(4);
        assertThat(said).allMatch(one -> one.isDone() && !one.isCompletedExceptionally());
        assertThat(underWay()).isEqualTo(UNITS - WINDOW);
        restart();
        assertThat(underWay()).isEqualTo(UNITS - WINDOW);
    }

    @Test
    void ofAWriteThatFailsNothingIsAcknowledgedAndAllCanBeSaidAgain() {
        for (int point = 1; point <= 4; point++) {
            work.contracts().advance(terms.id());
            work.nodes().connected(ANN);
            List<WorkOrder> sent = nodes.units.subList(nodes.units.size() - WINDOW, nodes.units.size());
            store.failAt(point);
            List<CompletableFuture<Void>> said =
                    List.copyOf(sent).stream().map(this::say).toList();
            takeIn();
            assertThat(said).allMatch(CompletableFuture::isCompletedExceptionally);

            List<CompletableFuture<Void>> again =
                    List.copyOf(sent).stream().map(this::say).toList();
            takeIn();
            assertThat(again).allMatch(one -> one.isDone() && !one.isCompletedExceptionally());
            assertThat(underWay()).isEqualTo(UNITS - point * WINDOW);
        }
    }

    @Test
    void aJobOfManyUnitsIsDoneThoughTheCoordinatorStartsAnewInBetween() {
        work.contracts().advance(terms.id());
        int restarts = 0;
        while (nodes.others.isEmpty()) {
            List<WorkOrder> sent = List.copyOf(nodes.units);
            nodes.units.clear();
            // Both nodes answer, the giver's and that of who checks.
            sent.stream().map(this::say).forEach(said -> assertThat(said).isNotDone());
            takeIn();
            if (restarts++ % 5 == 3) {
                restart();
                work.contracts().advance(terms.id());
                work.nodes().connected(ANN);
                work.nodes().connected(BOB);
            }
            assertThat(restarts).isLessThan(100);
        }

        assertThat(nodes.others).hasSize(1);
        assertThat(nodes.others.get(0).getFileReceive().getBytes()).isEqualTo(5L * UNITS);
        assertThat(work.nodes().ordersOf(terms.id())).hasSize(2 * UNITS + 1);
    }

    private CompletableFuture<Void> say(WorkOrder order) {
        String name = order.getId().substring(order.getId().lastIndexOf('/') + 1);
        return work.nodes()
                .accept(
                        name.startsWith("u") ? ANN : BOB,
                        WorkResult.newBuilder()
                                .setOrderId(order.getId())
                                .setAttempt(order.getAttempt())
                                .setOutcome(Outcome.DONE)
                                .setOutput(ByteString.copyFromUtf8("right"))
                                .build());
    }

    private void takeIn() {
        for (Runnable task = called.poll(); task != null; task = called.poll()) {
            task.run();
        }
    }

    private long underWay() {
        return work.nodes().ordersOf(terms.id()).stream()
                .filter(order -> order.state() == Order.State.OPEN)
                .count();
    }
}
