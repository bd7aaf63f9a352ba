package org.dcrbs.peer.execute.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.dcrbs.peer.execute.Orders;
import org.dcrbs.peer.execute.TestContext;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each is stopped within its limits, and the same node computes a good unit right afterwards. */
@Timeout(60)
class HostileModulesTest {
    private static final int PAGES = 16;
    private static final int CPU_MILLIS = 300;
    private static final int OUTPUT_BYTES = 1000;

    @TempDir
    static Path home;

    private static final ComputeExecutor executor = new ComputeExecutor();
    private static TestContext context;

    @BeforeAll
    static void open() {
        context = new TestContext(home).with(ComputeExecutor.WORKERS, 1).with(ComputeExecutor.MEMORY, 32);
    }

    @AfterAll
    static void close() {
        executor.close();
    }

    @ParameterizedTest
    @MethodSource("org.dcrbs.peer.execute.compute.HostileModules#running")
    void isStopped(HostileModules.Hostile hostile) throws Exception {
        WorkResult result = execute(hostile);

        assertThat(result.getOutcome()).as(result.getDetail()).isEqualTo(Outcome.FAILED);
        assertThat(result.getDetail()).contains(hostile.expected());
        assertThat(result.getOutput()).isEmpty();
        assertThat(result.getCpuNanos()).isLessThan(TimeUnit.SECONDS.toNanos(5));
    }

    @ParameterizedTest
    @MethodSource("org.dcrbs.peer.execute.compute.HostileModules#notAdmitted")
    void isNotLetRun(HostileModules.Hostile hostile) throws Exception {
        WorkResult result = execute(hostile);

        assertThat(result.getOutcome()).as(result.getDetail()).isEqualTo(Outcome.REFUSED);
        assertThat(result.getDetail()).contains(hostile.expected());
        assertThat(result.getCpuNanos()).isZero();
    }

    @AfterEach
    void theNodeStillComputes() throws Exception {
        WorkOrder good = Orders.compute(context.store(SampleWork.wasm("primes")), SampleWork.primesInput(100, 50));

        WorkResult result = executor.execute(good, context);

        assertThat(result.getOutput().toByteArray()).isEqualTo(PlainJava.primes(100, 50));
    }

    private static WorkResult execute(HostileModules.Hostile hostile) throws Exception {
        return executor.execute(
                Orders.compute(context.store(hostile.wasm()), new byte[100], PAGES, CPU_MILLIS, OUTPUT_BYTES), context);
    }
}
