package org.dcrbs.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dcrbs.peer.share.Share;
import org.dcrbs.protocol.v1.CancelOrder;
import org.dcrbs.protocol.v1.ComputeTask;
import org.dcrbs.protocol.v1.ContractNotice;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Envelope.BodyCase;
import org.dcrbs.protocol.v1.MemoryLease;
import org.dcrbs.protocol.v1.OfferedLot;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeWorkTest {
    @TempDir
    Path home;

    private final Counting executor = new Counting();
    private StandIn coordinator;
    private PeerNode node;

    @BeforeEach
    void anEnrolledNodeAtWork() throws Exception {
        coordinator = new StandIn();
        node = PeerNode.start(Nodes.plan(coordinator, home, coordinator.token("lab-7"), Share.DEFAULT, executor));
        coordinator.nextWelcomed();
    }

    @AfterEach
    void stop() {
        executor.release();
        node.close();
        coordinator.close();
    }

    private void restartNode() throws Exception {
        node.close();
        node = PeerNode.start(Nodes.plan(coordinator, home, null, Share.DEFAULT, executor));
        coordinator.nextWelcomed();
    }

    @Test
    void itReportsItsHardwareAndOffersHalf() throws Exception {
        assertThat(coordinator.next(BodyCase.HELLO).getHello().getHardware().getLogicalCores())
                .isEqualTo(8);

        List<OfferedLot> lots =
                coordinator.next(BodyCase.SHARE_OFFER).getShareOffer().getLotsList();

        assertThat(lots).extracting(OfferedLot::getLocalId).containsExactly("cpu", "memory", "disk");
        assertThat(lots.get(0).getSpec().getComputingPower().getMilliProcessors())
                .isEqualTo(4000);
        assertThat(lots.get(1).getSpec().getMemory().getMegaBytes()).isEqualTo(8000);
        assertThat(lots.get(2).getSpec().getStorage().getMegaBytes()).isEqualTo(50_000);
    }

    @Test
    void itBeats() throws Exception {
        assertThat(coordinator.next(BodyCase.HEARTBEAT).getHeartbeat().getOrdersRunning())
                .isZero();
    }

    @Test
    void anOrderIsAcknowledgedThenDone() throws Exception {
        coordinator.order(order("a", 1));

        assertThat(coordinator.next(BodyCase.ACK)).isNotNull();
        WorkResult result = result();
        assertThat(result.getOutcome()).isEqualTo(Outcome.DONE);
        assertThat(result.getOutput()).isEqualTo(ByteString.copyFromUtf8("input of a"));
    }

    @Test
    void manyOrdersHaveOneResultEach() throws Exception {
        for (int i = 0; i < 100; i++) {
            coordinator.order(order("order-" + i, 1));
        }

        Set<String> done = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            done.add(result().getOrderId());
        }

        assertThat(done).hasSize(100);
        assertQuietAfterwards();
    }

    @Test
    void aResultLostWithTheLinkComesAgainAndTheWorkIsNotRepeated() throws Exception {
        coordinator.hangUpOnce(Envelope::hasWorkResult);
        coordinator.order(order("a", 1));

        coordinator.nextWelcomed();

        assertThat(result().getOrderId()).isEqualTo("a");
        assertThat(executor.runs).hasValue(1);
        assertQuietAfterwards();
    }

    @Test
    void aLinkThatDropsWhileAnOrderRunsDoesNotDisturbIt() throws Exception {
        executor.hold();
        coordinator.order(order("a", 1));
        executor.begun.take();

        coordinator.hangUp();
        coordinator.nextWelcomed();
        executor.release();

        assertThat(result().getOutcome()).isEqualTo(Outcome.DONE);
        assertThat(executor.runs).hasValue(1);
        assertQuietAfterwards();
    }

    @Test
    void aCoordinatorThatRestartsIsFoundAgain() throws Exception {
        coordinator.restart();
        coordinator.nextWelcomed();

        coordinator.order(order("a", 1));

        assertThat(result().getOutcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void anOrderSurvivesARestartOfTheNode() throws Exception {
        executor.hold();
        coordinator.order(order("a", 1));
        executor.begun.take();

        node.close();
        executor.release();
        restartNode();

        assertThat(result().getOutcome()).isEqualTo(Outcome.DONE);
        assertThat(executor.begun.take()).isEqualTo("a/1");
        assertQuietAfterwards();
    }

    @Test
    void aResultSurvivesARestartOfTheNode() throws Exception {
        coordinator.acknowledgesResults = false;
        coordinator.order(order("a", 1));
        result();

        node.close();
        coordinator.acknowledgesResults = true;
        coordinator.queue(BodyCase.WORK_RESULT).clear();
        restartNode();

        assertThat(result().getOrderId()).isEqualTo("a");
        assertThat(executor.runs).hasValue(1);
        assertQuietAfterwards();
    }

    @Test
    void anOrderThatComesAgainIsDoneOnceAndAnsweredAgain() throws Exception {
        executor.hold();
        for (int i = 0; i < 5; i++) {
            coordinator.order(order("a", 1));
        }
        for (int i = 0; i < 5; i++) {
            coordinator.next(BodyCase.ACK);
        }
        executor.release();
        WorkResult first = result();

        coordinator.order(order("a", 1));

        assertThat(result()).isEqualTo(first);
        assertThat(executor.runs).hasValue(1);
    }

    @Test
    void aFinishedOrderIsRememberedAcrossARestart() throws Exception {
        coordinator.order(order("a", 1));
        WorkResult first = result();
        restartNode();

        coordinator.order(order("a", 1));

        assertThat(result()).isEqualTo(first);
        assertThat(executor.runs).hasValue(1);
    }

    @Test
    void aNewAttemptEndsTheOldOneAndNeverRunsBesideIt() throws Exception {
        executor.hold();
        coordinator.order(order("a", 1));
        assertThat(executor.begun.take()).isEqualTo("a/1");

        coordinator.order(order("a", 2));

        WorkResult old = result();
        assertThat(old.getAttempt()).isEqualTo(1);
        assertThat(old.getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(executor.begun.take()).isEqualTo("a/2");
        executor.release();
        assertThat(result().getOutcome()).isEqualTo(Outcome.DONE);
        assertThat(executor.mostAtOnce).hasValue(1);
    }

    @Test
    void aRunningOrderCanBeCancelled() throws Exception {
        executor.hold();
        coordinator.order(order("a", 1));
        executor.begun.take();

        cancel("a");

        assertThat(result().getOutcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aWaitingOrderCanBeCancelledAndNeverBegins() throws Exception {
        executor.hold();
        fiveOrdersOfWhichFourRun();

        cancel("order-4");
        coordinator.next(BodyCase.ACK);
        executor.release();

        for (int i = 0; i < 5; i++) {
            WorkResult result = result();
            if (result.getOrderId().equals("order-4")) {
                assertThat(result.getDetail()).isEqualTo("cancelled: not wanted");
            }
        }
        assertThat(executor.runs).hasValue(4);
        assertThat(executor.mostAtOnce).hasValue(4);
    }

    @Test
    void aCancellationSurvivesARestart() throws Exception {
        executor.hold();
        fiveOrdersOfWhichFourRun();
        cancel("order-4");
        coordinator.next(BodyCase.ACK);

        node.close();
        executor.release();
        restartNode();

        for (int i = 0; i < 5; i++) {
            WorkResult result = result();
            assertThat(result.getOutcome())
                    .isEqualTo(result.getOrderId().equals("order-4") ? Outcome.FAILED : Outcome.DONE);
        }
    }

    @Test
    void anOrderPastItsDeadlineIsNotBegun() throws Exception {
        coordinator.order(order("a", 1).toBuilder().setDeadlineEpochMs(1000).build());

        assertThat(result().getDetail()).isEqualTo("the deadline 1970-01-01T00:00:01Z has passed");
        assertThat(executor.runs).hasValue(0);
    }

    @Test
    void aTaskThatNobodyTakesIsRefused() throws Exception {
        coordinator.order(WorkOrder.newBuilder()
                .setId("m")
                .setMemory(MemoryLease.getDefaultInstance())
                .build());

        WorkResult result = result();
        assertThat(result.getOutcome()).isEqualTo(Outcome.REFUSED);
        assertThat(result.getDetail()).contains("MEMORY");
    }

    @Test
    void aModuleIsFetchedThoughTheLinkDropsMeanwhile() throws Exception {
        byte[] module = Blobs.random(200_000);
        coordinator.blobs.put(Blobs.sha256(module), module);
        coordinator.hangUpOnce(message -> message.getBlobRequest().getOffset() > 100_000);

        coordinator.order(order("a", 1).toBuilder()
                .setCompute(ComputeTask.newBuilder().setModuleSha256(Blobs.sha256(module)))
                .build());

        assertThat(result().getOutput().toByteArray()).isEqualTo(module);
        assertThat(executor.runs).hasValue(1);
    }

    @Test
    void aNoticeIsKeptOnOneLine() throws Exception {
        coordinator.send(Envelope.newBuilder()
                .setContractNotice(ContractNotice.newBuilder()
                        .setContractId("c-1")
                        .setState("SETTLED")
                        .setText("you earned\n12 credits")));
        coordinator.next(BodyCase.ACK);

        List<String> lines = Files.readAllLines(home.resolve("notices.log"));

        assertThat(lines).singleElement().asString().endsWith("Contract c-1 is SETTLED: you earned 12 credits");
    }

    @Test
    void aRevokedNodeIsToldOnceAndGivesUp() throws Exception {
        coordinator.revoked = true;

        coordinator.hangUp();

        assertThat(node.refused().get(20, java.util.concurrent.TimeUnit.SECONDS))
                .isEqualTo("The coordinator at " + coordinator.address()
                        + " does not serve this node: its certificate was withdrawn by the operator.");
    }

    /** The test machine shares four processors. */
    private void fiveOrdersOfWhichFourRun() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            coordinator.order(order("order-" + i, 1));
        }
        for (int i = 0; i < 5; i++) {
            coordinator.next(BodyCase.ACK);
        }
        for (int i = 0; i < 4; i++) {
            executor.begun.take();
        }
    }

    private static WorkOrder order(String id, int attempt) {
        return WorkOrder.newBuilder()
                .setId(id)
                .setAttempt(attempt)
                .setContractId("c")
                .setCompute(ComputeTask.newBuilder().setInput(ByteString.copyFromUtf8("input of " + id)))
                .build();
    }

    private WorkResult result() throws InterruptedException {
        return coordinator.next(BodyCase.WORK_RESULT).getWorkResult();
    }

    private void cancel(String id) {
        coordinator.send(Envelope.newBuilder()
                .setCancelOrder(CancelOrder.newBuilder().setOrderId(id).setReason("not wanted")));
    }

    /** Two heartbeats, each of which looks into the outbox, without another result. */
    private void assertQuietAfterwards() throws InterruptedException {
        coordinator.queue(BodyCase.HEARTBEAT).clear();
        coordinator.next(BodyCase.HEARTBEAT);
        coordinator.next(BodyCase.HEARTBEAT);
        assertThat(coordinator.queue(BodyCase.WORK_RESULT)).isEmpty();
    }
}
