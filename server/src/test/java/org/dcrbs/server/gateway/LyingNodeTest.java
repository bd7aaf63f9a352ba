package org.dcrbs.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcrbs.server.contract.TestContracts.COORDINATOR;
import static org.dcrbs.server.contract.TestContracts.HOUR;
import static org.dcrbs.server.contract.TestContracts.NOON;
import static org.dcrbs.server.contract.TestContracts.ROUND;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
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
import org.dcrbs.market.Job;
import org.dcrbs.market.Leg;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Offer;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Reputation.Standing;
import org.dcrbs.market.Requirement;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Envelope.BodyCase;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.server.contract.TestContracts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that alter results, over the real link, gateway, store and ledger. Bob has Ann compute; Cid, Dan and Eve check. */
class LyingNodeTest {
    private static final List<String> MEMBERS = List.of("ann", "bob", "cid", "dan", "eve");
    private static final ComputingPower POWER = new ComputingPower(1000, 100, 0);
    private static final ContractId CONTRACT = ContractTerms.idOf(ROUND, new PartyId("ann"), new PartyId("bob"));

    @TempDir
    private Path folder;

    private final Map<String, PlayedNode> nodes = new TreeMap<>();
    private LinkedCoordinator coordinator;

    @BeforeEach
    void open() throws Exception {
        PartyId[] members = MEMBERS.stream().map(PartyId::new).toArray(PartyId[]::new);
        coordinator = new LinkedCoordinator(folder, Clock.fixed(NOON, ZoneOffset.UTC), members);
        for (PartyId member : members) {
            nodes.put(member.value(), coordinator.welcomed(coordinator.identity(member)));
        }
        Leg leg = TestContracts.leg(CONTRACT, 1, "ann", "bob", POWER, HOUR, 10);
        coordinator.list(List.of(offer(leg), demand(leg)));
        coordinator.contracts.conclude(
                new ContractTerms(CONTRACT, ROUND, COORDINATOR, List.of(leg), List.of(), "test-1"));
        coordinator.work.contracts().advance(CONTRACT);
    }

    @AfterEach
    void close() {
        coordinator.close();
    }

    @Test
    void aGiverThatAltersItsResultsIsShownUpByTwoOthersAndNotPaid() throws Exception {
        play(Map.of("ann", "altered"));

        Contract.Breached breached =
                (Contract.Breached) coordinator.contracts.find(CONTRACT).orElseThrow();
        assertThat(breached.reason()).contains("unit ", ": ann computed ");
        assertThat(balance("ann")).isZero();
        assertThat(balance("bob")).isZero();
        assertThat(balance("coordinator")).isNegative();
        assertThat(coordinator.reputations.of(new PartyId("ann")).standing()).isEqualTo(Standing.WARNED);
    }

    @Test
    void aCheckerThatAltersItsResultsHarmsItselfAlone() throws Exception {
        play(Map.of("cid", "altered"));

        assertThat(coordinator.contracts.find(CONTRACT).orElseThrow()).isInstanceOf(Contract.Settled.class);
        assertThat(balance("ann")).isEqualTo(10);
        assertThat(balance("cid")).isZero();
        boolean drawn = coordinator.reputations.of(new PartyId("cid")).total() > 0;
        assertThat(coordinator.reputations.of(new PartyId("cid")).bad()).isEqualTo(drawn ? 1 : 0);
        assertThat(coordinator.reputations.of(new PartyId("ann")).good()).isEqualTo(6);
    }

    /** What the checks can't show: all who were asked told the same lie. */
    @Test
    void partiesThatColludeAreNotShownUp() throws Exception {
        play(Map.of("ann", "the same lie", "cid", "the same lie", "dan", "the same lie", "eve", "the same lie"));

        assertThat(coordinator.contracts.find(CONTRACT).orElseThrow()).isInstanceOf(Contract.Settled.class);
    }

    /** Lets all nodes answer what they are asked, until nobody has an order open. */
    private void play(Map<String, String> liars) throws Exception {
        Map<String, Queue<WorkOrder>> told = new TreeMap<>();
        while (busy().isPresent()) {
            String party = busy().orElseThrow();
            PlayedNode node = Objects.requireNonNull(nodes.get(party));
            Queue<WorkOrder> own = told.computeIfAbsent(party, any -> new ArrayDeque<>());
            WorkOrder order = own.isEmpty() ? node.next(BodyCase.WORK_ORDER).getWorkOrder() : own.remove();
            String output = order.hasFileReceive() ? "" : liars.getOrDefault(party, "right");
            node.say(Envelope.newBuilder()
                    .setWorkResult(WorkResult.newBuilder()
                            .setOrderId(order.getId())
                            .setAttempt(order.getAttempt())
                            .setOutcome(WorkResult.Outcome.DONE)
                            .setOutput(ByteString.copyFromUtf8(output))));
            Envelope heard = node.next();
            while (heard.getBodyCase() != BodyCase.ACK) {
                if (heard.hasWorkOrder()) {
                    own.add(heard.getWorkOrder());
                }
                heard = node.next();
            }
        }
    }

    private Optional<String> busy() {
        return nodes.keySet().stream()
                .filter(party ->
                        !coordinator.work.nodes().openOrders(new PartyId(party)).isEmpty())
                .findFirst();
    }

    private long balance(String party) {
        return coordinator
                .ledger
                .balance(new Account.OfParty(new PartyId(party)))
                .micro();
    }

    private static Offer offer(Leg leg) {
        return new Offer(
                leg.pairing().offer(),
                leg.pairing().giver(),
                POWER,
                1,
                HOUR,
                Attributes.NONE,
                Constraint.NONE,
                Optional.empty());
    }

    private static Demand demand(Leg leg) {
        Job job = new Job.Compute("ab".repeat(32), Collections.nCopies(6, "00"), 16, 1000, 64, 1);
        Requirement requirement =
                new Requirement("need", POWER, HOUR, Constraint.NONE, Optional.empty(), Optional.of(job));
        return new Demand(
                new ListingId(leg.pairing().demand().value()),
                leg.pairing().taker(),
                List.of(requirement),
                false,
                false,
                new Consideration.InMoney(),
                Attributes.NONE);
    }
}
