package org.dcrbs.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.KeyValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.ObjectDataType;
import org.junit.jupiter.api.Test;

class IndexKeysTest {
    private static final List<String> TEXTS =
            List.of("", "a", "b", "ab", "r-0001.ann+bob/1/u12", "r-0001.ann+bob/1/u9", "é", "\0", "日本", "zz");
    private static final List<Object> OTHERS = List.of(1.0, 2.0, -1.0, 0.0, 1e300, true, 7L);

    private final Random random = new Random(5);

    /** So that a store which was written before is found in order. */
    @Test
    void theOrderIsThatOfH2() {
        ObjectDataType plain = new ObjectDataType();
        IndexKeys ours = new IndexKeys();
        List<KeyValue> keys = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            keys.add(random.nextBoolean() ? key(text()) : key(text(), other()));
        }
        keys.add(key("x".repeat(70_000)));

        for (KeyValue one : keys) {
            for (KeyValue other : keys) {
                assertThat(Integer.signum(ours.compare(one, other)))
                        .as("%s and %s", one, other)
                        .isEqualTo(Integer.signum(plain.compare(one, other)));
            }
        }
    }

    @Test
    void whatIsWrittenIsReadAsIsWhatH2HasWrittenByItself() {
        ObjectDataType plain = new ObjectDataType();
        IndexKeys ours = new IndexKeys();
        for (int i = 0; i < 150; i++) {
            Object key = random.nextInt(10) == 0 ? text() : key(text(), other());
            WriteBuffer buffer = new WriteBuffer();
            ours.write(buffer, key);
            plain.write(buffer, key);
            ours.write(buffer, key);
            ByteBuffer written = buffer.getBuffer();
            written.flip();

            for (int time = 0; time < 3; time++) {
                assertThat(ours.read(written)).isEqualTo(key);
            }
            assertThat(written.hasRemaining()).isFalse();
        }
    }

    private static KeyValue key(Object... values) {
        return new KeyValue(Arrays.asList(values)).normalized();
    }

    private Object text() {
        return TEXTS.get(random.nextInt(TEXTS.size())) + (random.nextBoolean() ? random.nextInt(30) : "");
    }

    private Object other() {
        return OTHERS.get(random.nextInt(OTHERS.size()));
    }
}
