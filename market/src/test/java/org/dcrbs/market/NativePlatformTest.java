package org.dcrbs.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativePlatformTest {
    @Test
    void anExecutableSaysWhatItRunsOn() {
        assertThat(NativePlatform.of(head(2, 62))).contains(NativePlatform.LINUX_X86_64);
        assertThat(NativePlatform.of(head(3, 62))).as("position independent").contains(NativePlatform.LINUX_X86_64);
        assertThat(NativePlatform.of(head(2, 183))).contains(NativePlatform.LINUX_AARCH64);
    }

    @ParameterizedTest
    @CsvSource({
        "4, 1, of 32 bits",
        "5, 2, big endian",
        "7, 9, for FreeBSD",
        "16, 1, not linked",
        "16, 4, a core dump",
        "18, 40, for 32-bit ARM",
        "19, 1, for a machine whose number has two bytes"
    })
    void othersAreProgramsToo(int at, byte value, String what) {
        byte[] head = head(2, 62);
        head[at] = value;

        assertThat(NativePlatform.isProgram(head)).isTrue();
        assertThat(NativePlatform.of(head)).as(what).isEmpty();
    }

    @Test
    void whatIsShortOrSomethingElseIsNone() {
        byte[] head = head(2, 62);
        assertThat(NativePlatform.of(Arrays.copyOf(head, 19))).isEmpty();
        assertThat(NativePlatform.isProgram(Arrays.copyOf(head, 3))).isFalse();
        assertThat(NativePlatform.isProgram(new byte[0])).isFalse();
        assertThat(NativePlatform.isProgram(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0}))
                .isFalse();
    }

    @Test
    void itHasANameInTheMarketAndInJava() {
        assertThat(NativePlatform.named("linux-x86_64")).contains(NativePlatform.LINUX_X86_64);
        assertThat(NativePlatform.named("linux")).isEmpty();
        assertThat(NativePlatform.of("Linux", "amd64")).contains(NativePlatform.LINUX_X86_64);
        assertThat(NativePlatform.of("Linux", "aarch64")).contains(NativePlatform.LINUX_AARCH64);
        assertThat(NativePlatform.of("Linux", "riscv64")).isEmpty();
        assertThat(NativePlatform.of("Mac OS X", "aarch64")).isEmpty();
        assertThat(NativePlatform.LINUX_X86_64.wanted()).hasToString("offer.attributes.native == 'linux-x86_64'");
    }

    private static byte[] head(int type, int machine) {
        byte[] head = Arrays.copyOf(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, NativePlatform.HEADER_BYTES);
        head[16] = (byte) type;
        head[18] = (byte) machine;
        return head;
    }
}
