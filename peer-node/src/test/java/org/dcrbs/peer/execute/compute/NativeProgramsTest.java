package org.dcrbs.peer.execute.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.dcrbs.market.NativePlatform;
import org.dcrbs.peer.execute.Allowance;
import org.dcrbs.peer.execute.Orders;
import org.dcrbs.peer.execute.TestContext;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Native programs as the node treats any unit; the program is the shell, and its input a script. */
@Timeout(60)
class NativeProgramsTest {
    private static final Allowance PAUSED = Allowance.paused("the owner is there");
    private static final String ENDLESS = "(while :; do :; done) & while :; do :; done";

    @TempDir
    Path home;

    private final ComputeExecutor executor = new ComputeExecutor();

    @AfterEach
    void close() {
        executor.close();
    }

    @Test
    void withoutTheOwnersWordNoneIsRun() throws Exception {
        TestContext context = new TestContext(home);

        WorkResult result = executor.execute(order(context, "echo x", 1000), context);

        assertThat(result.getOutcome()).isEqualTo(Outcome.REFUSED);
        assertThat(result.getDetail()).isEqualTo("the module is a native program, and this node runs none");
    }

    @Test
    void oneForAnotherMachineIsRefused() throws Exception {
        TestContext context = new TestContext(home).with(ComputeExecutor.NATIVE, NativePlatform.LINUX_AARCH64);

        WorkResult result = executor.execute(
                Orders.compute(
                        context.store(
                                new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 62, 0}),
                        new byte[0]),
                context);

        assertThat(result.getOutcome()).isEqualTo(Outcome.REFUSED);
        assertThat(result.getDetail())
                .isEqualTo("the module is a native program for linux-x86_64, this node runs those for linux-aarch64");
    }

    @Test
    void itAnswersAndItsProcessorTimeIsThatOfAllItsProcesses() throws Exception {
        TestContext context = context();
        String count = "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; ";

        WorkResult alone = executor.execute(order(context, count + "echo done", 10_000), context);
        WorkResult four = executor.execute(
                order(context, "for n in 1 2 3; do (" + count + "); done; " + count + "echo done", 10_000), context);

        assertThat(alone.getOutput().toStringUtf8()).as(alone.getDetail()).isEqualTo("done\n");
        assertThat(four.getOutput().toStringUtf8()).as(four.getDetail()).isEqualTo("done\n");
        assertThat(alone.getCpuNanos()).isBetween(5_000_000L, alone.getWallNanos());
        assertThat(four.getCpuNanos()).isBetween(3 * alone.getCpuNanos(), 6 * alone.getCpuNanos());
    }

    @Test
    void whatItSaysOfItselfWhenItFailsIsPassedOn() throws Exception {
        TestContext context = context();

        WorkResult result = executor.execute(order(context, "echo the table is empty >&2; exit 9", 1000), context);

        assertThat(result.getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.getDetail()).isEqualTo("ended with code 9: the table is empty");
    }

    @Test
    void itCannotTalkItsProcessorTimeDown() throws Exception {
        TestContext context = context();

        WorkResult result = executor.execute(
                order(
                        context,
                        "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; echo dcrbs-spent 0.000 0.000 >&2; kill -9 1",
                        10_000),
                context);

        assertThat(result.getCpuNanos()).isGreaterThan(50_000_000L);
    }

    @Test
    void allOfItStandsStillInAPauseAndGoesOn() throws Exception {
        TestContext context = context();
        Future<WorkResult> running = start(order(context, ENDLESS, 600_000), context);
        ProcessTree tree = working();

        pause(tree, running);
        long spent = tree.look().cpuNanos();
        assertThat(tree.members()).hasSizeGreaterThanOrEqualTo(3);
        executor.allow(Allowance.WHOLE_SHARE);

        awaitWork(tree, spent);
        context.cancel();
        assertThat(running.get().getDetail()).isEqualTo("cancelled");
        assertThat(tree.members()).isEmpty();
    }

    @Test
    void aPausedOneCanBeCancelledAndNothingIsLeft() throws Exception {
        TestContext context = context();
        Future<WorkResult> running = start(order(context, ENDLESS, 600_000), context);
        ProcessTree tree = working();
        pause(tree, running);
        List<Long> members = tree.members();

        context.cancel();

        assertThat(running.get().getDetail()).isEqualTo("cancelled");
        // Those that nobody has waited for yet count as ended.
        assertThat(ProcessTree.awaitEnd(members, 0)).isTrue();
    }

    @Test
    void itEndsAtItsDeadline() throws Exception {
        TestContext context = context();
        WorkOrder order = order(context, "sleep 1000", 600_000).toBuilder()
                .setDeadlineEpochMs(Clock.systemUTC().millis() + 1000)
                .build();

        WorkResult result = executor.execute(order, context);

        assertThat(result.getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.getDetail()).contains("by the clock");
    }

    @Test
    void whenMemoryIsShortItEndsAndBeginsAgain() throws Exception {
        TestContext context = context();
        Future<WorkResult> running = start(order(context, ENDLESS, 600_000), context);
        ProcessTree tree = working();

        executor.allow(Allowance.cleared("no memory"));
        while (!tree.members().isEmpty()) {
            assertThat(running.isDone()).isFalse();
        }
        executor.allow(Allowance.WHOLE_SHARE);

        working();
        context.cancel();
        assertThat(running.get().getDetail()).isEqualTo("cancelled");
    }

    @Test
    void bothKindsOfUnitsShareTheSameTurns() throws Exception {
        TestContext first = context().with(ComputeExecutor.WORKERS, 1);
        Future<WorkResult> program = start(order(first, ENDLESS, 600_000), first);
        ProcessTree tree = working();
        TestContext second = new TestContext(home).with(ComputeExecutor.WORKERS, 1);
        Future<WorkResult> module =
                start(Orders.compute(second.store(SampleWork.wasm("primes")), SampleWork.primesInput(0, 100)), second);
        second.awaitWork();

        awaitWork(tree, tree.look().cpuNanos());
        assertThat(module.isDone()).as("it waits for its turn").isFalse();
        first.cancel();

        assertThat(program.get().getDetail()).isEqualTo("cancelled");
        assertThat(module.get().getOutput().toByteArray()).isEqualTo(PlainJava.primes(0, 100));
    }

    @Test
    void anInterruptedNodeLeavesNothingBehind() throws Exception {
        TestContext context = context();
        WorkOrder order = order(context, ENDLESS, 600_000);
        FutureTask<WorkResult> running = new FutureTask<>(() -> executor.execute(order, context));
        Thread thread = new Thread(running);
        thread.start();
        ProcessTree tree = working();

        thread.interrupt();

        assertThatThrownBy(running::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        while (!tree.members().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aProgramThatIsNotWhatItsHashSaysIsNotRun() throws Exception {
        TestContext context = context();
        WorkOrder order = order(context, "echo x", 1000);
        Files.write(context.blob(order.getCompute().getModuleSha256()), Files.readAllBytes(Path.of("/bin/cat")));

        WorkResult result = executor.execute(order, context);

        assertThat(result.getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.getDetail()).contains("is not");
    }

    @Test
    void processorsAreNumberedAsTheKernelWritesThem() {
        assertThat(Processors.parse("\t0-2,5,7-8\n")).containsExactly(0, 1, 2, 5, 7, 8);
        Processors two = new Processors(List.of(3, 4));
        assertThat(List.of(two.take(), two.take(), two.take())).containsExactly(3, 4, 3);
        two.giveBack(4);
        assertThat(two.take()).isEqualTo(4);
    }

    private TestContext context() {
        assumeTrue(
                NativePrograms.obstacle().isEmpty(),
                () -> NativePrograms.obstacle().orElse(""));
        return new TestContext(home)
                .with(ComputeExecutor.WORKERS, 2)
                .with(ComputeExecutor.NATIVE, NativePrograms.platform().orElseThrow());
    }

    private static WorkOrder order(TestContext context, String script, int cpuMillis) throws Exception {
        ByteString shell = context.store(Files.readAllBytes(Path.of("/bin/sh")));
        return Orders.compute(shell, script.getBytes(StandardCharsets.UTF_8), 256, cpuMillis, 1000);
    }

    private void pause(ProcessTree tree, Future<WorkResult> running) throws Exception {
        executor.allow(PAUSED);
        while (!tree.stands()) {
            assertThat(running.isDone()).isFalse();
        }
    }

    private Future<WorkResult> start(WorkOrder order, TestContext context) {
        FutureTask<WorkResult> task = new FutureTask<>(() -> executor.execute(order, context));
        new Thread(task).start();
        return task;
    }

    /** The processes of the unit, once they are under way. */
    private static ProcessTree working() throws Exception {
        while (true) {
            for (ProcessHandle child : ProcessHandle.current().children().toList()) {
                ProcessTree tree = new ProcessTree(child.pid());
                if (tree.look().cpuNanos() > 0) {
                    awaitWork(tree, 0);
                    return tree;
                }
            }
            Thread.onSpinWait();
        }
    }

    private static void awaitWork(ProcessTree tree, long before) {
        while (tree.look().cpuNanos() < before + 200_000_000L) {
            Thread.onSpinWait();
        }
    }
}
