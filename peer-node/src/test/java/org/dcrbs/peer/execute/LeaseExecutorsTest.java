package org.dcrbs.peer.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.dcrbs.peer.execute.access.AccessExecutor;
import org.dcrbs.peer.execute.memory.MemoryExecutor;
import org.dcrbs.peer.execute.storage.StorageExecutor;
import org.dcrbs.protocol.proof.LeaseFill;
import org.dcrbs.protocol.proof.MerkleTree;
import org.dcrbs.protocol.v1.LeaseCall;
import org.dcrbs.protocol.v1.StorageProof;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LeaseExecutorsTest {
    @TempDir
    Path home;

    private TestContext context;

    @BeforeEach
    void share() {
        context = sharing();
    }

    @Test
    void heldMemoryProvesItself() throws Exception {
        WorkResult result = new MemoryExecutor().execute(Orders.memory(20, 77, soon()), context);

        assertDone(result);
        assertThat(result.getOutput()).isEqualTo(ByteString.copyFrom(LeaseFill.digest(77, 20)));
        assertThat(result.getCpuNanos()).isPositive();
    }

    @Test
    void memoryIsReallyTakenAndReallyGivenBack() throws Exception {
        BufferPoolMXBean direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .findFirst()
                .orElseThrow();
        long before = direct.getMemoryUsed();
        Running lease = start(new MemoryExecutor(), Orders.memory(64, 1, later()), context);
        context.awaitWork();
        awaitTrue(() -> direct.getMemoryUsed() >= before + (64L << 20));

        context.cancel();

        assertThat(lease.result().getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(lease.result().getDetail()).startsWith("cancelled");
        awaitTrue(() -> direct.getMemoryUsed() < before + (16L << 20));
    }

    @Test
    void moreMemoryThanTheProcessMayTakeIsRefused() throws Exception {
        context.with(MemoryExecutor.SHARE, 1_000_000);

        WorkResult result = new MemoryExecutor().execute(Orders.memory(500_000, 1, later()), context);

        assertThat(result.getOutcome()).isEqualTo(Outcome.REFUSED);
        assertThat(result.getDetail()).contains("may not take 500000 MB more");
    }

    @Test
    void heldStorageProvesItselfAndIsGoneAfterwards() throws Exception {
        WorkResult result = new StorageExecutor().execute(Orders.storage(5, -3, soon()), context);

        assertDone(result);
        assertThat(result.getOutput()).isEqualTo(ByteString.copyFrom(LeaseFill.digest(-3, 5)));
        assertThat(filesHeld()).isEmpty();
    }

    @Test
    void storageThatWasTamperedWithDoesNotProveItself() throws Exception {
        WorkOrder order = Orders.storage(2, 9, Instant.now().plusSeconds(2));
        Running lease = start(new StorageExecutor(), order, context);
        context.awaitWork();
        Path file = storage().resolve(order.getId());
        awaitTrue(() -> Files.exists(file) && Files.size(file) == 2L << 20);

        byte[] contents = Files.readAllBytes(file);
        contents[12345] ^= 1;
        Files.write(file, contents);

        assertThat(lease.result().getOutput()).hasSize(32).isNotEqualTo(ByteString.copyFrom(LeaseFill.digest(9, 2)));
    }

    @Test
    void aChallengeIsAnsweredWithAPieceThatProvesItself() throws Exception {
        StorageExecutor executor = new StorageExecutor();
        WorkOrder order = Orders.storage(2, 9, later());
        Running lease = start(executor, order, context);
        context.awaitWork();

        WorkResult result = executor.execute(Orders.challenge(order, 21, later()), sharing());
        context.cancel();
        lease.result();

        assertDone(result);
        StorageProof proof = StorageProof.parseFrom(result.getOutput());
        List<byte[]> path =
                proof.getPathList().stream().map(ByteString::toByteArray).toList();
        byte[] root = MerkleTree.ofFill(9, 2).root();
        assertThat(MerkleTree.proves(root, 32, 21, proof.getPiece().toByteArray(), path))
                .isTrue();
        assertThat(MerkleTree.proves(root, 32, 20, proof.getPiece().toByteArray(), path))
                .isFalse();
    }

    @Test
    void leasedSpaceThatIsNotFilledIsPromised() throws Exception {
        StorageExecutor executor = new StorageExecutor();
        WorkOrder order = Orders.storage(2, 9, later());
        Running lease = start(executor, order, context);
        context.awaitWork();
        assertDone(executor.execute(Orders.challenge(order, 0, later()), sharing()));
        assertThat(executor.promisedBytes(context.home())).isZero();

        // As when the lessee begins to use it.
        Files.delete(storage().resolve(order.getId()));
        assertThat(executor.promisedBytes(context.home())).isEqualTo(2L << 20);

        context.cancel();
        lease.result();
        assertThat(executor.promisedBytes(context.home())).isZero();
    }

    @Test
    void storageThatWasLostCannotAnswerAChallenge() throws Exception {
        StorageExecutor executor = new StorageExecutor();
        WorkOrder order = Orders.storage(2, 9, later());
        Running lease = start(executor, order, context);
        context.awaitWork();
        assertDone(executor.execute(Orders.challenge(order, 0, later()), sharing()));
        Path file = storage().resolve(order.getId());
        byte[] contents = Files.readAllBytes(file);

        Files.write(file, Arrays.copyOf(contents, contents.length - MerkleTree.LEAF_BYTES));
        assertThat(executor.execute(Orders.challenge(order, 3, later()), sharing())
                        .getDetail())
                .isEqualTo("the lease of order " + order.getId() + " has fewer than 32 pieces");
        Files.delete(file);
        assertThat(executor.execute(Orders.challenge(order, 3, later()), sharing())
                        .getOutcome())
                .isEqualTo(Outcome.FAILED);
        context.cancel();
        lease.result();
    }

    @Test
    void aChallengeOfALeaseThatIsNotHeldFails() throws Exception {
        WorkOrder order = Orders.storage(2, 9, later());

        assertThat(new StorageExecutor()
                        .execute(Orders.challenge(order, 3, later()), context)
                        .getDetail())
                .isEqualTo("no lease of order " + order.getId() + " is held");
    }

    @Test
    void aNodeThatStopsInMidLeaseGoesOnWithItAfterwards() throws Exception {
        WorkOrder order = Orders.storage(3, 4, Instant.now().plusSeconds(3));
        Running lease = start(new StorageExecutor(), order, context);
        context.awaitWork();
        lease.interrupt();
        assertThatThrownBy(lease::result).hasCauseInstanceOf(InterruptedException.class);

        StorageExecutor next = new StorageExecutor();
        next.recover(home);
        assertThat(filesHeld()).containsExactly(order.getId());
        WorkResult other = next.execute(Orders.storage(98, 1, later()), context);
        WorkResult same = next.execute(order, context);

        assertThat(other.getOutcome()).isEqualTo(Outcome.REFUSED);
        assertDone(same);
        assertThat(same.getOutput()).isEqualTo(ByteString.copyFrom(LeaseFill.digest(4, 3)));
    }

    @Test
    void aRestartClearsAwayWhatEndedMeanwhile() throws Exception {
        Running lease = start(new StorageExecutor(), Orders.storage(3, 4, later()), context);
        context.awaitWork();
        lease.interrupt();
        assertThatThrownBy(lease::result).hasCauseInstanceOf(InterruptedException.class);

        new StorageExecutor(Clock.offset(Clock.systemUTC(), Duration.ofDays(2))).recover(home);

        assertThat(filesHeld()).isEmpty();
    }

    @Test
    void cancelledStorageIsGone() throws Exception {
        Running lease = start(new StorageExecutor(), Orders.storage(3, 4, later()), context);
        context.awaitWork();

        context.cancel();

        assertThat(lease.result().getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(filesHeld()).isEmpty();
    }

    @Test
    void aLesseeThatHasNotToldTheCoordinatorMayNotWriteAndTheProofStaysGood() throws Exception {
        context.unused();
        LeaseCall put = LeaseCall.newBuilder()
                .setPutValue(LeaseCall.PutValue.newBuilder()
                        .setKey(ByteString.copyFromUtf8("a"))
                        .setValue(ByteString.copyFromUtf8("b")))
                .build();
        LeaseCall piece = LeaseCall.newBuilder()
                .setPutPiece(LeaseCall.PutPiece.newBuilder()
                        .setSha256(ByteString.copyFrom(new byte[32]))
                        .setTotalBytes(1)
                        .setData(ByteString.copyFromUtf8("b")))
                .build();

        assertKeptThoughCalled(new MemoryExecutor(), Orders.memory(1, 7, inAWhile()), put);
        assertKeptThoughCalled(new StorageExecutor(), Orders.storage(1, 7, inAWhile()), piece);
    }

    private void assertKeptThoughCalled(Executor executor, WorkOrder order, LeaseCall call) throws Exception {
        Running lease = start(executor, order, context);
        awaitTrue(() -> context.served().isPresent() || lease.task().isDone());

        assertThatThrownBy(() -> context.served().orElseThrow().answer(call))
                .hasMessage("the coordinator does not know that you use this lease; tell it before you write");

        assertThat(lease.result().getOutput()).isEqualTo(ByteString.copyFrom(LeaseFill.digest(7, 1)));
    }

    @Test
    void anOverbookedConnectionIsRefusedUntilTheOtherLeaseEnds() throws Exception {
        AccessExecutor executor = new AccessExecutor();
        Running first = start(executor, Orders.access(8_000, later()), context);
        context.awaitWork();

        WorkResult second = executor.execute(Orders.access(3_000, later()), sharing());
        context.cancel();
        first.result();
        WorkResult third = executor.execute(Orders.access(3_000, soon()), sharing());

        assertThat(second.getOutcome()).isEqualTo(Outcome.REFUSED);
        assertThat(second.getDetail())
                .isEqualTo("internet access in kbit/s: asks 3000, but of the share of 10000 only 2000 are free");
        assertDone(third);
        assertThat(third.getOutput().toStringUtf8()).startsWith("kept 3000 kbit/s until ");
    }

    @Test
    void leasesThatMakeNoSenseAreRefused() throws Exception {
        MemoryExecutor memory = new MemoryExecutor();

        assertRefused(memory.execute(Orders.memory(101, 1, later()), context), "only 100 are free");
        assertRefused(memory.execute(Orders.memory(0, 1, later()), context), "a lease of 0 MB");
        assertRefused(memory.execute(Orders.memory(-1, 1, later()), context), "a lease of -1 MB");
        assertRefused(memory.execute(Orders.memory(1, 1, later()), new TestContext(home)), "shares no memory");
    }

    @Test
    void aLeaseThatIsAlreadyOverFails() throws Exception {
        WorkResult result =
                new MemoryExecutor().execute(Orders.memory(1, 1, Instant.now().minusSeconds(1)), context);

        assertThat(result.getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.getDetail()).endsWith("before it was served");
    }

    @Test
    void everyTaskOfTheProtocolButFilesHasAnExecutor() {
        try (Executors executors = Executors.load()) {
            assertThat(Stream.of(WorkOrder.TaskCase.values())
                            .filter(task -> executors.forTask(task).isPresent()))
                    .contains(
                            WorkOrder.TaskCase.COMPUTE,
                            WorkOrder.TaskCase.MEMORY,
                            WorkOrder.TaskCase.STORAGE,
                            WorkOrder.TaskCase.PERIPHERAL,
                            WorkOrder.TaskCase.ACCESS);
        }
    }

    private TestContext sharing() {
        return new TestContext(home)
                .with(MemoryExecutor.SHARE, 100)
                .with(StorageExecutor.SHARE, 100)
                .with(AccessExecutor.SHARE, 10_000);
    }

    private Path storage() {
        return home.resolve("leases").resolve("storage");
    }

    private Stream<String> filesHeld() throws IOException {
        try (Stream<Path> files = Files.list(storage())) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    private static Instant soon() {
        return Instant.now().plusMillis(300);
    }

    /** Long enough to be called meanwhile, on a busy computer, too. */
    private static Instant inAWhile() {
        return Instant.now().plusSeconds(2);
    }

    private static Instant later() {
        return Instant.now().plus(Duration.ofDays(1));
    }

    private static void assertDone(WorkResult result) {
        assertThat(result.getOutcome()).as(result.getDetail()).isEqualTo(Outcome.DONE);
    }

    private static void assertRefused(WorkResult result, String words) {
        assertThat(result.getOutcome()).isEqualTo(Outcome.REFUSED);
        assertThat(result.getDetail()).contains(words);
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void awaitTrue(Condition condition) throws IOException {
        while (!condition.holds()) {
            Thread.onSpinWait();
        }
    }

    private static Running start(Executor executor, WorkOrder order, WorkContext context) {
        FutureTask<WorkResult> task = new FutureTask<>(() -> executor.execute(order, context));
        Thread thread = new Thread(task);
        thread.start();
        return new Running(task, thread);
    }

    private record Running(FutureTask<WorkResult> task, Thread thread) {
        WorkResult result() throws ExecutionException, InterruptedException {
            return task.get();
        }

        void interrupt() {
            thread.interrupt();
        }
    }
}
