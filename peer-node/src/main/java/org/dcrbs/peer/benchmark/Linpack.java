package org.dcrbs.peer.benchmark;

import java.util.Arrays;
import java.util.SplittableRandom;

/** LINPACK in Java: a dense system of 200 equations by Gaussian elimination with partial pivoting, column by column. */
final class Linpack implements Kernel {
    private static final int N = 200;

    private final double[][] columns = new double[N][N];
    private final double[] right = new double[N];

    @Override
    public double work() {
        return (2.0 * N * N * N / 3 + 2.0 * N * N) / 1e6;
    }

    /** The largest error of the solution, which is known to be all ones. */
    @Override
    public double run() {
        makeSystem();
        int[] pivots = factor();
        solve(pivots);
        double error = 0;
        for (double value : right) {
            error = Math.max(error, Math.abs(value - 1));
        }
        return error;
    }

    private void makeSystem() {
        SplittableRandom random = new SplittableRandom(1325);
        Arrays.fill(right, 0);
        for (double[] column : columns) {
            for (int i = 0; i < N; i++) {
                column[i] = random.nextDouble() - 0.5;
                right[i] += column[i];
            }
        }
    }

    private int[] factor() {
        int[] pivots = new int[N];
        for (int k = 0; k < N; k++) {
            double[] column = columns[k];
            int pivot = largest(column, k);
            pivots[k] = pivot;
            swap(column, k, pivot);
            double scale = -1 / column[k];
            for (int i = k + 1; i < N; i++) {
                column[i] *= scale;
            }
            for (int j = k + 1; j < N; j++) {
                swap(columns[j], k, pivot);
                addMultiple(columns[j][k], column, columns[j], k + 1, N);
            }
        }
        return pivots;
    }

    private void solve(int[] pivots) {
        for (int k = 0; k < N; k++) {
            swap(right, k, pivots[k]);
            addMultiple(right[k], columns[k], right, k + 1, N);
        }
        for (int k = N - 1; k >= 0; k--) {
            right[k] /= columns[k][k];
            addMultiple(-right[k], columns[k], right, 0, k);
        }
    }

    private static int largest(double[] column, int from) {
        int at = from;
        for (int i = from + 1; i < N; i++) {
            if (Math.abs(column[i]) > Math.abs(column[at])) {
                at = i;
            }
        }
        return at;
    }

    private static void swap(double[] values, int i, int j) {
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
    }

    private static void addMultiple(double factor, double[] from, double[] to, int begin, int end) {
        for (int i = begin; i < end; i++) {
            to[i] += factor * from[i];
        }
    }
}
