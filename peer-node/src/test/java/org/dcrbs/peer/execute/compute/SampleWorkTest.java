package org.dcrbs.peer.execute.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcrbs.peer.execute.Orders;
import org.dcrbs.peer.execute.TestContext;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SampleWorkTest {
    private static final SampleWork.Walk WALK = new SampleWork.Walk(100, 1.01, 1 / 1.01, 100, 2_158_000_000L);

    @TempDir
    static Path home;

    private static final ComputeExecutor executor = new ComputeExecutor();
    private static TestContext context;

    @BeforeAll
    static void rebuildIfAsked() throws IOException {
        context = new TestContext(home).with(ComputeExecutor.WORKERS, 1);
        if (Boolean.getBoolean("work.rebuild")) {
            for (String name : SampleWork.NAMES) {
                Files.write(SampleWork.wasmFile(name), SampleWork.build(name));
            }
        }
    }

    @AfterAll
    static void close() {
        executor.close();
    }

    @ParameterizedTest
    @FieldSource("org.dcrbs.peer.execute.compute.SampleWork#NAMES")
    void theModuleIsWhatItsSourceBuilds(String name) throws IOException {
        assertThat(SampleWork.wasm(name)).isEqualTo(SampleWork.build(name));
    }

    @Test
    void mandelbrotGivesTheSameBitsAsPlainJava() throws Exception {
        WorkResult result = run("mandelbrot", SampleWork.mandelbrotInput(-0.7454, 0.1131, 0.00001, 320, 200, 2000));

        assertThat(result.getOutput().toByteArray())
                .isEqualTo(PlainJava.mandelbrot(-0.7454, 0.1131, 0.00001, 320, 200, 2000));
        assertThat(result.getCpuNanos()).isPositive().isLessThanOrEqualTo(result.getWallNanos());
    }

    @Test
    void monteCarloGivesTheSameBitsAsPlainJava() throws Exception {
        WorkResult result = run("montecarlo", SampleWork.monteCarloInput(-99, 1000, 20_000, 50, WALK));

        assertThat(result.getOutput().toByteArray()).isEqualTo(PlainJava.monteCarlo(-99, 1000, 20_000, 50, WALK));
    }

    @Test
    void pathsCanBeSplitAnywhere() throws Exception {
        WorkResult whole = run("montecarlo", SampleWork.monteCarloInput(7, 0, 1, 12, WALK));
        WorkResult again = run("montecarlo", SampleWork.monteCarloInput(7, 0, 2, 12, WALK));
        WorkResult second = run("montecarlo", SampleWork.monteCarloInput(7, 1, 1, 12, WALK));

        assertThat(payoff(whole) + payoff(second)).isEqualTo(payoff(again));
    }

    @Test
    void primesGivesTheSameAsPlainJava() throws Exception {
        for (long from : new long[] {0, 1, 2, 90, 1L << 39}) {
            WorkResult result = run("primes", SampleWork.primesInput(from, 5000));

            assertThat(result.getOutput().toByteArray()).as("from %d", from).isEqualTo(PlainJava.primes(from, 5000));
        }
    }

    @Test
    void thereAre78498PrimesBelowAMillion() throws Exception {
        WorkResult result = run("primes", SampleWork.primesInput(0, 1_000_000));

        assertThat(result.getOutput()
                        .asReadOnlyByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getLong())
                .isEqualTo(78_498);
    }

    private static double payoff(WorkResult result) {
        return result.getOutput()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .getDouble(8);
    }

    private static WorkResult run(String name, byte[] input) throws Exception {
        WorkResult result = executor.execute(Orders.compute(context.store(SampleWork.wasm(name)), input), context);
        assertThat(result.getOutcome()).as(result.getDetail()).isEqualTo(Outcome.DONE);
        return result;
    }
}
