package org.dcrbs.solver.bound;

import java.util.stream.IntStream;

/** Work on many things that don't touch each other, shared out among threads in ranges. */
record Ranges(int threads) {
    /** What is to be done with the things from one number up to another. */
    @FunctionalInterface
    interface Task {
        void run(int from, int until);
    }

    void each(int count, Task task) {
        if (threads == 1) {
            task.run(0, count);
        } else {
            IntStream.range(0, threads).parallel().forEach(i -> task.run(start(i, count), start(i + 1, count)));
        }
    }

    private int start(int range, int count) {
        return (int) ((long) count * range / threads);
    }
}
