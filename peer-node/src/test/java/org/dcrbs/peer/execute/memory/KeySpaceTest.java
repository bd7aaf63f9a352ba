package org.dcrbs.peer.execute.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KeySpaceTest {
    private static final int BLOCK = KeySpace.BLOCK_BYTES;

    @Test
    void whateverIsPutAndDeletedItKeepsWhatAMapKeeps() {
        Random random = new Random(7);
        KeySpace space = space(64, 64, 16);
        Map<ByteString, ByteString> map = new TreeMap<>(ByteString.unsignedLexicographicalComparator());
        for (int step = 0; step < 20_000; step++) {
            ByteString key = ByteString.copyFromUtf8("key-" + random.nextInt(40));
            if (random.nextInt(3) == 0) {
                assertThat(space.delete(key)).isEqualTo(map.remove(key) != null);
            } else {
                byte[] value = new byte[random.nextInt(6 * BLOCK)];
                random.nextBytes(value);
                try {
                    space.put(key, ByteString.copyFrom(value));
                    map.put(key, ByteString.copyFrom(value));
                } catch (IllegalArgumentException e) {
                    assertThat(e).hasMessageStartingWith("no room");
                }
            }
            ByteString looked = ByteString.copyFromUtf8("key-" + random.nextInt(40));
            assertThat(space.get(looked).orElse(null)).isEqualTo(map.get(looked));
            assertThat(space.usedBytes() + space.freeBytes()).isEqualTo(144L * BLOCK);
        }
        assertThat(space.keys(ByteString.EMPTY, 100)).containsExactlyElementsOf(map.keySet());
    }

    @Test
    void whenItIsFullTheOldValueIsStillThere() {
        KeySpace space = space(2);
        space.put(key("a"), ByteString.copyFromUtf8("old"));

        assertThatThrownBy(() -> space.put(key("a"), ByteString.copyFrom(new byte[3 * BLOCK])))
                .hasMessage("no room: the value takes 49152 bytes, and 32768 are free");

        assertThat(space.get(key("a"))).contains(ByteString.copyFromUtf8("old"));
    }

    @Test
    void aValueMayTakeTheRoomOfTheOneThatItReplaces() {
        KeySpace space = space(2);
        space.put(key("a"), ByteString.copyFrom(new byte[2 * BLOCK]));

        space.put(key("a"), ByteString.copyFrom(new byte[2 * BLOCK - 1]));

        assertThat(space.freeBytes()).isZero();
    }

    @Test
    void keysAreListedInOrderAndFromWhereOneWants() {
        KeySpace space = space(8);
        for (String key : List.of("b", "a", "c")) {
            space.put(key(key), ByteString.EMPTY);
        }

        assertThat(space.keys(ByteString.EMPTY, 2)).containsExactly(key("a"), key("b"));
        assertThat(space.keys(key("b"), 2)).containsExactly(key("c"));
    }

    @Test
    void keysAndValuesHaveTheirBounds() {
        KeySpace space = space(64);

        assertThatThrownBy(() -> space.put(ByteString.EMPTY, ByteString.EMPTY))
                .hasMessageContaining("a key of 0 bytes");
        assertThatThrownBy(() -> space.put(ByteString.copyFrom(new byte[513]), ByteString.EMPTY))
                .hasMessageContaining("a key of 513 bytes");
        assertThatThrownBy(() -> space.put(key("a"), ByteString.copyFrom(new byte[(512 << 10) + 1])))
                .hasMessageContaining("524288 at most");
    }

    private static ByteString key(String text) {
        return ByteString.copyFromUtf8(text);
    }

    /** @param blocks of each piece */
    private static KeySpace space(int... blocks) {
        List<ByteBuffer> pieces = new ArrayList<>();
        for (int count : blocks) {
            pieces.add(ByteBuffer.allocateDirect(count * BLOCK));
        }
        return new KeySpace(pieces);
    }
}
