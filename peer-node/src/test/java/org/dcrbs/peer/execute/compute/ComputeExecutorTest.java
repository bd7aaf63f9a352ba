package org.dcrbs.peer.execute.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.wabt.Wat2Wasm;
import com.google.protobuf.ByteString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.dcrbs.peer.execute.Orders;
import org.dcrbs.peer.execute.Sha256;
import org.dcrbs.peer.execute.TestContext;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ComputeExecutorTest {
    private static final String ENDLESS = """
            (module (memory (export "memory") 1)
              (func (export "alloc") (param i32) (result i32) i32.const 1024)
              (func (export "run") (param i32 i32) (result i64) (loop $l br $l) i64.const 0))
            """;

    /** Answers its input, and leaves a mark in its memory that a second run on the same instance would see. */
    private static final String ECHO_ONCE = """
            (module (memory (export "memory") 1)
              (func (export "alloc") (param i32) (result i32) i32.const 1024)
              (func (export "run") (param $at i32) (param $length i32) (result i64)
                (if (i32.load (i32.const 0)) (then unreachable))
                (i32.store (i32.const 0) (i32.const 1))
                (i64.or (i64.shl (i64.extend_i32_u (local.get $at)) (i64.const 32))
                        (i64.extend_i32_u (local.get $length)))))
            """;

    @TempDir
    Path home;

    private final ComputeExecutor executor = new ComputeExecutor();
    private TestContext context;

    @BeforeEach
    void open() {
        context = new TestContext(home).with(ComputeExecutor.WORKERS, 2).with(ComputeExecutor.MEMORY, 32);
    }

    @AfterEach
    void close() {
        executor.close();
    }

    @Test
    void noUnitSeesWhatAnotherLeft() throws Exception {
        ByteString echo = module(ECHO_ONCE);

        for (int i = 0; i < 3; i++) {
            byte[] input = {1, 2, (byte) i};
            WorkResult result = executor.execute(Orders.compute(echo, input), context);
            assertThat(result.getOutput().toByteArray()).as(result.getDetail()).isEqualTo(input);
        }
        assertThat(executor.execute(Orders.compute(echo, new byte[0]), context).getOutcome())
                .isEqualTo(Outcome.DONE);
    }

    @Test
    void unitsOfSeveralModulesRunSideBySide() throws Exception {
        ByteString primes = context.store(SampleWork.wasm("primes"));
        ByteString mandelbrot = context.store(SampleWork.wasm("mandelbrot"));
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Boolean>> units = IntStream.range(0, 24)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        byte[] input = i % 2 == 0
                                ? SampleWork.primesInput(i * 1000L, 1000)
                                : SampleWork.mandelbrotInput(-2, 1, 0.05, 60, i, 500);
                        byte[] expected = i % 2 == 0
                                ? PlainJava.primes(i * 1000L, 1000)
                                : PlainJava.mandelbrot(-2, 1, 0.05, 60, i, 500);
                        WorkOrder order = Orders.compute(i % 2 == 0 ? primes : mandelbrot, input);
                        return ByteString.copyFrom(expected)
                                .equals(executor.execute(order, context).getOutput());
                    })
                    .toList();

            for (Future<Boolean> right : threads.invokeAll(units)) {
                assertThat(right.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(home.resolve("leases/compute/child-3.log")).doesNotExist();
    }

    @Test
    void aLargeOutputTravelsAsABlob() throws Exception {
        WorkOrder order = Orders.compute(
                context.store(SampleWork.wasm("mandelbrot")),
                SampleWork.mandelbrotInput(-2, 1, 0.004, 800, 500, 20),
                64,
                10_000,
                1 << 20);

        WorkResult result = executor.execute(order, context);

        byte[] expected = PlainJava.mandelbrot(-2, 1, 0.004, 800, 500, 20);
        assertThat(result.getOutput()).isEmpty();
        assertThat(result.getOutputSha256()).isEqualTo(ByteString.copyFrom(Sha256.of(expected)));
        assertThat(context.blob(result.getOutputSha256())).hasBinaryContent(expected);
        assertThat(home.resolve("leases/compute")).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aCancelledUnitStopsAndTheNextRuns() throws Exception {
        Future<WorkResult> running = start(endless(600_000));
        context.awaitWork();

        context.cancel();

        assertThat(running.get().getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(running.get().getDetail()).isEqualTo("cancelled");
        computesAGoodUnit();
    }

    @Test
    void aUnitEndsAtItsDeadline() throws Exception {
        WorkOrder order = endless(600_000).toBuilder()
                .setDeadlineEpochMs(Instant.now().plusMillis(1500).toEpochMilli())
                .build();

        WorkResult result = executor.execute(order, context);

        assertThat(result.getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.getDetail()).contains("by the clock");
        computesAGoodUnit();
    }

    @Test
    void aChildThatDiesTakesOnlyItsUnitAlong() throws Exception {
        Future<WorkResult> running = start(endless(600_000));
        context.awaitWork();

        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);

        assertThat(running.get().getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(running.get().getDetail()).contains("without an answer");
        computesAGoodUnit();
    }

    @Test
    void anInterruptedNodeLeavesNoChildBehind() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        WorkOrder order = endless(600_000);
        Future<WorkResult> running = thread.submit(() -> executor.execute(order, context));
        context.awaitWork();

        thread.shutdownNow();

        assertThatThrownBy(running::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        ProcessHandle.current().children().forEach(child -> child.onExit().join());
    }

    @Test
    void whatNoNodeAllowsIsRefused() throws Exception {
        ByteString primes = context.store(SampleWork.wasm("primes"));
        byte[] input = SampleWork.primesInput(1, 1);

        assertRefused(Orders.compute(primes, input, 32 * 16 + 1, 100, 100), "asks 513 pages of memory");
        assertRefused(Orders.compute(primes, input, 16, 600_001, 100), "asks 600001 ms");
        assertRefused(Orders.compute(primes, input, 16, 100, 1L << 40), "bytes of output");
        assertRefused(Orders.compute(primes, input, 16, 100, -1), "18446744073709551615 bytes of output");
        assertRefused(
                Orders.compute(primes, input).toBuilder().setDeadlineEpochMs(1).build(), "deadline has passed");
    }

    @Test
    void aModuleThatIsNotToBeHadFailsTheUnit() throws Exception {
        ByteString unknown = ByteString.copyFrom(Sha256.of(new byte[] {1, 2, 3}));

        assertThat(executor.execute(Orders.compute(unknown, new byte[0]), context)
                        .getOutcome())
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void aModuleThatIsNotWhatItsHashSaysIsNotRun() throws Exception {
        ByteString primes = context.store(SampleWork.wasm("primes"));
        Files.write(context.blob(primes), SampleWork.wasm("mandelbrot"));

        WorkResult result = executor.execute(Orders.compute(primes, SampleWork.primesInput(1, 1)), context);

        assertThat(result.getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.getDetail()).contains("is not");
    }

    private void computesAGoodUnit() throws Exception {
        TestContext next = new TestContext(home).with(ComputeExecutor.WORKERS, 2);
        WorkOrder order = Orders.compute(next.store(SampleWork.wasm("primes")), SampleWork.primesInput(0, 100));

        assertThat(executor.execute(order, next).getOutput().toByteArray()).isEqualTo(PlainJava.primes(0, 100));
    }

    private void assertRefused(WorkOrder order, String words) throws Exception {
        WorkResult result = executor.execute(order, context);
        assertThat(result.getOutcome()).isEqualTo(Outcome.REFUSED);
        assertThat(result.getDetail()).contains(words);
    }

    private WorkOrder endless(int cpuMillis) throws Exception {
        return Orders.compute(module(ENDLESS), new byte[0], 1, cpuMillis, 0);
    }

    private ByteString module(String wat) throws Exception {
        return context.store(Wat2Wasm.parse(wat));
    }

    private Future<WorkResult> start(WorkOrder order) {
        FutureTask<WorkResult> task = new FutureTask<>(() -> executor.execute(order, context));
        new Thread(task).start();
        return task;
    }
}
