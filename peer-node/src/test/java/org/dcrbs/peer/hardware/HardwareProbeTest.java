package org.dcrbs.peer.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import org.dcrbs.protocol.v1.HardwareReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HardwareProbeTest {
    @Test
    void readsThisMachine() {
        HardwareReport report = HardwareProbe.read();

        assertThat(report.getLogicalCores()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(report.getMemoryBytes()).isGreaterThan(report.getMemoryFreeBytes());
        assertThat(report.getOperatingSystem()).isNotBlank();
        assertThat(report.getDisksList()).allSatisfy(disk -> {
            assertThat(disk.getMount()).isNotBlank();
            assertThat(disk.getTotalBytes()).isPositive().isGreaterThanOrEqualTo(disk.getUsableBytes());
        });
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "unknown", "Unknown", "unknown processor"})
    void whatOshiCallsUnknownIsUnknown(String text) {
        assertThat(Known.text(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void nothingAndLessIsUnknown(long number) {
        assertThat(Known.number(number)).isEmpty();
    }

    @Test
    void theRestIsKnown() {
        assertThat(Known.text(" AMD EPYC ")).hasValue("AMD EPYC");
        assertThat(Known.number(1)).hasValue(1);
    }
}
