package org.dcrbs.peer.stored;

import java.util.List;

/**
 * The erasure code of Reed and Solomon over GF(2^8), systematic: {@code data} shards as they are, and {@code parity} shards
 * by a Cauchy matrix, of which every square part can be inverted, so that any {@code data} of all shards give back the rest.
 * See Blömer et al., "An XOR-Based Erasure-Resilient Coding Scheme", 1995.
 */
public final class ReedSolomon {
    /** As many shards as the field has elements. */
    public static final int MOST_SHARDS = 256;

    private static final int ORDER = 255;
    /** x^8 + x^4 + x^3 + x^2 + 1, of which x is a generator. */
    private static final int POLYNOMIAL = 0x11d;

    private static final int[] EXP = new int[2 * ORDER];
    private static final int[] LOG = new int[ORDER + 1];

    static {
        int value = 1;
        for (int power = 0; power < ORDER; power++) {
            EXP[power] = value;
            EXP[power + ORDER] = value;
            LOG[value] = power;
            value <<= 1;
            value ^= value > ORDER ? POLYNOMIAL : 0;
        }
    }

    private final int data;
    private final int parity;

    /** @throws IllegalArgumentException unless 1 data shard or more, and no more than {@link #MOST_SHARDS} in all */
    public ReedSolomon(int data, int parity) {
        if (data < 1 || parity < 0 || data + parity > MOST_SHARDS) {
            throw new IllegalArgumentException(
                    data + "+" + parity + " shards; want 1 or more, and as many as " + MOST_SHARDS + " in all");
        }
        this.data = data;
        this.parity = parity;
    }

    /** The parity shards of those data shards, all of one length. */
    public byte[][] parity(byte[][] shards) {
        byte[][] made = new byte[parity][shards[0].length];
        for (int row = 0; row < parity; row++) {
            for (int column = 0; column < data; column++) {
                addProduct(made[row], shards[column], coefficient(data + row, column));
            }
        }
        return made;
    }

    /**
     * The data shards from any of all shards.
     *
     * @param numbers which shards those are, data first, then parity; {@code data} different ones
     */
    public byte[][] data(List<Integer> numbers, byte[][] shards) {
        int[][] inverse = inverse(numbers);
        byte[][] made = new byte[data][shards[0].length];
        for (int row = 0; row < data; row++) {
            for (int column = 0; column < data; column++) {
                addProduct(made[row], shards[column], inverse[row][column]);
            }
        }
        return made;
    }

    /** Of the code's matrix: the identity, and below it the Cauchy matrix. */
    private int coefficient(int shard, int column) {
        if (shard < data) {
            return shard == column ? 1 : 0;
        }
        return divide(1, shard ^ column);
    }

    /** By Gauss and Jordan. */
    private int[][] inverse(List<Integer> numbers) {
        int[][] matrix = new int[data][2 * data];
        for (int row = 0; row < data; row++) {
            for (int column = 0; column < data; column++) {
                matrix[row][column] = coefficient(numbers.get(row), column);
            }
            matrix[row][data + row] = 1;
        }
        for (int pivot = 0; pivot < data; pivot++) {
            swapNonZeroInto(matrix, pivot);
            int scale = divide(1, matrix[pivot][pivot]);
            for (int column = 0; column < 2 * data; column++) {
                matrix[pivot][column] = multiply(matrix[pivot][column], scale);
            }
            for (int row = 0; row < data; row++) {
                int factor = matrix[row][pivot];
                for (int column = 0; row != pivot && column < 2 * data; column++) {
                    matrix[row][column] ^= multiply(matrix[pivot][column], factor);
                }
            }
        }
        int[][] inverse = new int[data][];
        for (int row = 0; row < data; row++) {
            inverse[row] = java.util.Arrays.copyOfRange(matrix[row], data, 2 * data);
        }
        return inverse;
    }

    private static void swapNonZeroInto(int[][] matrix, int pivot) {
        int row = pivot;
        while (matrix[row][pivot] == 0) {
            row++;
            if (row == matrix.length) {
                throw new IllegalArgumentException("the same shard twice");
            }
        }
        int[] found = matrix[row];
        matrix[row] = matrix[pivot];
        matrix[pivot] = found;
    }

    private static void addProduct(byte[] sum, byte[] shard, int factor) {
        if (factor == 0) {
            return;
        }
        byte[] products = new byte[ORDER + 1];
        for (int value = 1; value <= ORDER; value++) {
            products[value] = (byte) multiply(value, factor);
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] ^= products[shard[i] & 0xff];
        }
    }

    private static int multiply(int one, int other) {
        return one == 0 || other == 0 ? 0 : EXP[LOG[one] + LOG[other]];
    }

    private static int divide(int one, int other) {
        return one == 0 ? 0 : EXP[LOG[one] + ORDER - LOG[other]];
    }
}
