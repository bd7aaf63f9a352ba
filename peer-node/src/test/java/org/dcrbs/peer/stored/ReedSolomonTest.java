package org.dcrbs.peer.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReedSolomonTest {
    private final Random random = new Random(42);

    @Test
    void whicheverShardsAreLostTheOthersGiveThemBack() {
        for (int[] shape : new int[][] {{1, 0}, {1, 3}, {4, 2}, {3, 3}, {5, 1}}) {
            int all = shape[0] + shape[1];
            byte[][] data = data(shape[0], 100);
            byte[][] whole = whole(data, shape[1]);
            for (int left = 0; left < 1 << all; left++) {
                if (Integer.bitCount(left) == shape[0]) {
                    assertGivesBack(data, whole, numbers(left, all), shape[1]);
                }
            }
        }
    }

    @Test
    void asManyShardsAsTheFieldHasElementsWork() {
        byte[][] data = data(200, 10);
        byte[][] whole = whole(data, 56);
        List<Integer> numbers = new ArrayList<>();
        for (int number = 0; number < 256; number++) {
            numbers.add(number);
        }
        Collections.shuffle(numbers, random);

        assertGivesBack(data, whole, numbers.subList(0, 200), 56);
    }

    @Test
    void dataShardsAreKeptAsTheyAreAndOneParityShardOfTwoEqualOnesIsNoZero() {
        byte[][] data = {{1, 2, 3}, {1, 2, 3}};

        assertThat(new ReedSolomon(2, 1).parity(data)[0]).isNotEqualTo(new byte[3]);
    }

    @Test
    void shapesThatMakeNoSenseAreRefused() {
        for (int[] shape : new int[][] {{0, 1}, {-1, 2}, {1, -1}, {200, 57}}) {
            assertThatThrownBy(() -> new ReedSolomon(shape[0], shape[1])).hasMessageContaining("shards; want");
        }
    }

    @Test
    void theSameShardTwiceIsRefused() {
        byte[][] data = data(2, 4);

        assertThatThrownBy(() -> new ReedSolomon(2, 1).data(List.of(1, 1), data))
                .hasMessage("the same shard twice");
    }

    private static void assertGivesBack(byte[][] data, byte[][] whole, List<Integer> numbers, int parity) {
        byte[][] left = numbers.stream().map(number -> whole[number]).toArray(byte[][]::new);
        assertThat(new ReedSolomon(data.length, parity).data(numbers, left))
                .as("%s of %d+%d", numbers, data.length, parity)
                .isDeepEqualTo(data);
    }

    private static List<Integer> numbers(int bits, int all) {
        List<Integer> numbers = new ArrayList<>();
        for (int number = 0; number < all; number++) {
            if ((bits >> number & 1) == 1) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    private static byte[][] whole(byte[][] data, int parity) {
        List<byte[]> all = new ArrayList<>(List.of(data));
        all.addAll(List.of(new ReedSolomon(data.length, parity).parity(data)));
        return all.toArray(byte[][]::new);
    }

    private byte[][] data(int shards, int bytes) {
        byte[][] data = new byte[shards][bytes];
        for (byte[] shard : data) {
            random.nextBytes(shard);
        }
        return data;
    }
}
