package org.dcrbs.peer.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.dcrbs.protocol.v1.BenchmarkReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarksTest {
    @Test
    void measuresEverythingAndLeavesNothing(@TempDir Path folder) throws Exception {
        BenchmarkReport report = Benchmarks.run(folder);

        assertThat(report.getAllFields())
                .hasSize(BenchmarkReport.getDescriptor().getFields().size());
        assertThat(report.getDeliveredSharePermille()).isBetween(1, 1000);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void linpackSolvesItsSystem() {
        Linpack linpack = new Linpack();

        assertThat(linpack.run()).isLessThan(1e-9);
        assertThat(linpack.run()).isLessThan(1e-9);
    }

    @Test
    void theKernelsComputeTheSameEveryTime() {
        assertThat(new Whetstone().run()).isEqualTo(new Whetstone().run()).isFinite();
        assertThat(new Dhrystone().run()).isEqualTo(new Dhrystone().run()).isFinite();
    }

    @Test
    void theMemoryChainGoesThroughEveryLine() {
        MemoryDelay memory = new MemoryDelay();

        assertThat(memory.linesFromStartToStart()).isEqualTo(1 << 20);
    }
}
