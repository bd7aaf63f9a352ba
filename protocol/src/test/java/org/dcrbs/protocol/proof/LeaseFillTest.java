package org.dcrbs.protocol.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LeaseFillTest {
    @Test
    void isTheSequenceOfJavasSplittableRandom() {
        SplittableRandom random = new SplittableRandom(42);
        ByteBuffer words = ByteBuffer.allocate(80).order(ByteOrder.LITTLE_ENDIAN);

        LeaseFill.fill(42, 0, words);

        words.flip();
        while (words.hasRemaining()) {
            assertThat(words.getLong()).isEqualTo(random.nextLong());
        }
    }

    @Test
    void anyWordCanBeComputedAlone() {
        ByteBuffer whole = ByteBuffer.allocate(80);
        ByteBuffer tail = ByteBuffer.allocate(24);

        LeaseFill.fill(-7, 0, whole);
        LeaseFill.fill(-7, 7, tail);

        assertThat(tail.flip()).isEqualTo(whole.slice(56, 24));
    }

    @Test
    void digestsTheWholeLease() throws Exception {
        ByteBuffer whole = ByteBuffer.allocate(3 * LeaseFill.BYTES_PER_MEGA_BYTE);
        LeaseFill.fill(5, 0, whole);

        byte[] expected = MessageDigest.getInstance("SHA-256").digest(whole.array());

        assertThat(LeaseFill.digest(5, 3)).isEqualTo(expected);
        assertThat(LeaseFill.digest(6, 3)).isNotEqualTo(expected);
    }

    @Test
    void fillsWholeWordsOnly() {
        assertThatIllegalArgumentException().isThrownBy(() -> LeaseFill.fill(1, 0, ByteBuffer.allocate(7)));
    }
}
