package org.dcrbs.server.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcrbs.server.contract.TestContracts.COORDINATOR;
import static org.dcrbs.server.contract.TestContracts.HOUR;
import static org.dcrbs.server.contract.TestContracts.NOON;
import static org.dcrbs.server.contract.TestContracts.ROUND;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.bson.Document;
import org.dcrbs.market.Account;
import org.dcrbs.market.Attributes;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.Consideration;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Demand;
import org.dcrbs.market.Job;
import org.dcrbs.market.Leg;
import org.dcrbs.market.Money;
import org.dcrbs.market.NativePlatform;
import org.dcrbs.market.Offer;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Requirement;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Storage;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;
import org.dcrbs.server.api.NotFoundException;
import org.dcrbs.server.blob.Blobs;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.contract.TestContracts;
import org.dcrbs.server.dispute.Dispute.State;
import org.dcrbs.server.ledger.Ledger;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.listing.TestListings;
import org.dcrbs.server.reputation.Reputations;
import org.dcrbs.server.reputation.TestReputations;
import org.dcrbs.server.store.TestStore;
import org.dcrbs.server.work.Nodes;
import org.dcrbs.server.work.TestWork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bob complains about what Ann gave him for ten micro-credits. Nodes are played. */
class DisputesTest {
    private static final PartyId ANN = new PartyId("ann");
    private static final PartyId BOB = new PartyId("bob");
    private static final PartyId CID = new PartyId("cid");
    private static final PartyId DAN = new PartyId("dan");
    private static final ContractId CONTRACT = ContractTerms.idOf(ROUND, ANN, BOB);
    private static final String ID = CONTRACT + ":1";
    private static final ComputingPower POWER = new ComputingPower(1000, 100, 0);
    private static final Job JOB = new Job.Compute("ab".repeat(32), List.of("00"), 16, 1000, 64, 1);

    @TempDir
    private Path folder;

    private final MarketJson json = new MarketJson();
    private final Time time = new Time();
    private final PlayedNodes nodes = new PlayedNodes();
    private TestStore store;
    private Ledger ledger;
    private Reputations reputations;
    private Contracts contracts;
    private TestWork work;
    private Disputes disputes;

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

    /** Nodes that wait for the test to have them answer. */
    private static final class PlayedNodes implements Nodes {
        private record Sent(PartyId party, WorkOrder order) {}

        private final Queue<Sent> sent = new ArrayDeque<>();
        private final Map<PartyId, String> answers = new HashMap<>();
        private Set<PartyId> connected = Set.of(ANN, BOB);

        @Override
        public boolean enrolled(PartyId party) {
            return true;
        }

        @Override
        public Set<PartyId> connected() {
            return connected;
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
            sent.add(new Sent(party, order));
        }

        @Override
        public void cancel(PartyId party, String order, String reason) {}
    }

    @BeforeEach
    void open() {
        store = new TestStore(folder.resolve("store"));
        // What is drawn with it leaves the one unit of a proven giver unchecked.
        store.store()
                .collection("secrets")
                .insertIfAbsent(new Document("_id", "checks").append("hex", "2a".repeat(32)));
        ledger = new Ledger(store.store(), json);
        reputations = TestReputations.on(store.store(), json, time);
        contracts = TestContracts.on(store.store(), json, ledger, event -> {}, time);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aThirdRunThatAgreesWithTheGiverDismissesTheDispute() throws Exception {
        delivered("right", "right");
        nodes.connected = Set.of(ANN, BOB, CID);

        assertThat(complain().state()).isEqualTo(State.OPEN);
        assertThat(work.nodes().openOrders(CID)).hasSize(1);
        answer();
        disputes.advance();

        Dispute dispute = disputes.find(ID);
        assertThat(dispute.state()).isEqualTo(State.DISMISSED);
        assertThat(dispute.account()).isEqualTo("others computed the same");
        assertThat(balance("ann")).isEqualTo(10);
        assertThat(balance("cid")).isEqualTo(10);
        assertThat(balance("coordinator")).isEqualTo(-10);
    }

    @Test
    void aGiverThatTheOthersOutvoteGivesAllOfItBack() throws Exception {
        reputationOf(ANN);
        delivered("lie", "right");
        nodes.connected = Set.of(ANN, BOB, CID, DAN);

        complain();
        answer();
        disputes.advance();
        answer();
        disputes.advance();
        disputes.advance();

        Dispute dispute = disputes.find(ID);
        assertThat(dispute.state()).isEqualTo(State.UPHELD);
        assertThat(dispute.account()).startsWith("unit 0: ann computed ");
        assertThat(balance("ann")).isZero();
        assertThat(balance("bob")).isZero();
        assertThat(reputations.of(ANN).bad()).isEqualTo(1);
        assertThat(contracts.find(CONTRACT).orElseThrow().state()).isEqualTo("Settled");
    }

    @Test
    void whileNobodyElseIsThereToRunItTheDisputeWaitsAndAPersonMayDecide() throws Exception {
        delivered("right", "right");

        complain();
        disputes.advance();
        assertThat(disputes.find(ID).state()).isEqualTo(State.OPEN);
        Dispute decided = disputes.resolve(ID, true, Optional.of(Credits.micro(4)), "Olga", "half of it is missing");

        assertThat(decided.state()).isEqualTo(State.UPHELD);
        assertThat(balance("ann")).isEqualTo(6);
        assertThat(balance("bob")).isEqualTo(-6);
        assertThat(reputations.of(ANN).bad()).isEqualTo(1);
        assertThatThrownBy(() -> disputes.resolve(ID, false, Optional.empty(), "Olga", "after all"))
                .hasMessageContaining("is UPHELD already");
    }

    @Test
    void whatMachinesCannotTellWaitsForAPerson() throws Exception {
        agreed(null, new Money(Money.Form.CASH, "EUR", 1));
        work.contracts().advance(CONTRACT);

        assertThat(complain().account()).isEqualTo("a person has to decide");
        disputes.resolve(ID, false, Optional.empty(), "Olga", "it is all there");

        assertThat(disputes.find(ID).state()).isEqualTo(State.DISMISSED);
        assertThat(balance("ann")).isEqualTo(10);
    }

    @Test
    void storageThatIsLeasedIsChallengedAtOnceAndBreachedIfItIsNotThere() throws Exception {
        agreed(null, new Storage(1, 0, 0, 0));
        work.contracts().advance(CONTRACT);
        nodes.sent.clear();
        nodes.answers.put(ANN, "no proof");

        complain();
        answer();
        disputes.advance();
        answer();
        disputes.advance();

        assertThat(disputes.find(ID).state()).isEqualTo(State.UPHELD);
        assertThat(contracts.find(CONTRACT).orElseThrow().state()).isEqualTo("Breached");
        assertThat(balance("bob")).isZero();
        assertThat(reputations.of(ANN).bad()).isEqualTo(1);
    }

    @Test
    void onlyTheTakerMayComplainOnceAndInTime() throws Exception {
        delivered("right", "right");

        assertThatThrownBy(() -> disputes.open(CONTRACT, Optional.empty(), ANN, "x"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("contract " + CONTRACT + ": ann takes nothing");
        assertThatThrownBy(() -> disputes.open(CONTRACT, Optional.of(2), BOB, "x"))
                .hasMessage("contract " + CONTRACT + ": bob takes nothing by leg 2");
        assertThatThrownBy(() -> disputes.open(CONTRACT, Optional.empty(), BOB, " \n"))
                .hasMessage("reason: want 1 to 500 characters");
        assertThatThrownBy(() -> disputes.open(new ContractId("r-9.a+b"), Optional.empty(), BOB, "x"))
                .isInstanceOf(NotFoundException.class);
        complain();
        assertThatThrownBy(this::complain).hasMessage("leg " + CONTRACT + "/1 has been disputed before");
        assertThatThrownBy(() -> disputes.resolve(ID, true, Optional.of(Credits.micro(11)), "Olga", "x"))
                .hasMessage("refund: 0.000011 is not between 0 and the leg's worth of 0.00001");
        assertThat(disputes.all()).hasSize(1);
    }

    @Test
    void afterThreeDaysItIsTooLate() throws Exception {
        delivered("right", "right");
        time.now = NOON.plus(Duration.ofDays(3)).plusSeconds(1);

        assertThatThrownBy(this::complain).hasMessageContaining("it could be disputed for 3 days");
        assertThat(disputes.all()).isEmpty();
    }

    @Test
    void aRefundThatACrashInterruptedIsPostedOnceAtTheNextLook() throws Exception {
        delivered("right", "right");
        complain();
        store.failAt(3);
        assertThatThrownBy(() -> disputes.resolve(ID, true, Optional.empty(), "Olga", "broken"))
                .isInstanceOf(TestStore.Fault.class);

        disputes.advance();
        disputes.advance();

        assertThat(disputes.find(ID).state()).isEqualTo(State.UPHELD);
        assertThat(balance("ann")).isZero();
        assertThat(reputations.of(ANN).bad()).isEqualTo(1);
    }

    private Dispute complain() {
        return disputes.open(CONTRACT, Optional.empty(), BOB, "this can't be right");
    }

    /** Ann has ten good outcomes, so that a single unit of hers may go unchecked. */
    private void reputationOf(PartyId party) {
        reputations.note(org.dcrbs.server.reputation.Outcome.of(
                "earlier", party, org.dcrbs.server.reputation.Outcome.Kind.RESULT_VERIFIED, 10, NOON, ""));
    }

    /** While nobody else is there, Bob checks what he takes himself; he finds it right. */
    private void delivered(String ann, String others) throws Exception {
        nodes.answers.put(ANN, ann);
        for (PartyId other : List.of(BOB, CID, DAN)) {
            nodes.answers.put(other, others);
        }
        agreed(JOB, POWER);
        nodes.answers.put(BOB, ann);
        work.contracts().advance(CONTRACT);
        answer();
        assertThat(contracts.find(CONTRACT).orElseThrow().state()).isEqualTo("Settled");
    }

    private void answer() throws Exception {
        while (!nodes.sent.isEmpty()) {
            PlayedNodes.Sent next = nodes.sent.remove();
            String output = next.order().hasFileReceive() ? "" : nodes.answers.getOrDefault(next.party(), "right");
            work.accept(
                    next.party(),
                    WorkResult.newBuilder()
                            .setOrderId(next.order().getId())
                            .setAttempt(next.order().getAttempt())
                            .setOutcome(Outcome.DONE)
                            .setOutput(ByteString.copyFromUtf8(output))
                            .build());
        }
    }

    private void agreed(@Nullable Job job, Spec spec) {
        Leg leg = TestContracts.leg(CONTRACT, 1, "ann", "bob", spec, HOUR, 10);
        Offer offer = new Offer(
                leg.pairing().offer(), ANN, spec, 1, HOUR, Attributes.NONE, Constraint.NONE, Optional.empty());
        Requirement requirement =
                new Requirement("need", spec, HOUR, Constraint.NONE, Optional.empty(), Optional.ofNullable(job));
        Demand demand = new Demand(
                leg.pairing().demand(),
                BOB,
                List.of(requirement),
                false,
                false,
                new Consideration.InMoney(),
                Attributes.NONE);
        DisputeStore disputeStore = new DisputeStore(store.store(), json);
        work = TestWork.on(
                store.store(),
                json,
                contracts,
                TestListings.on(store.store(), json, time, List.of(offer, demand)),
                new Blobs(folder),
                nodes,
                ledger,
                reputations,
                disputeStore,
                time);
        disputes = new Disputes(disputeStore, contracts, work.contracts(), ledger, reputations, time);
        contracts.conclude(new ContractTerms(CONTRACT, ROUND, COORDINATOR, List.of(leg), List.of(), "test-1"));
    }

    private long balance(String party) {
        return ledger.balance(new Account.OfParty(new PartyId(party))).micro();
    }
}
