package org.dcrbs.solver;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that wait for parts to be solved. */
final class PartWorkers implements AutoCloseable {
    private final ExecutorService pool;
    /** Those that wait for a member of the crew. */
    private final Set<Thread> waiting = new HashSet<>();

    PartWorkers(int count) {
        pool = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "solve-part");
            thread.setDaemon(true);
            return thread;
        });
    }

    Future<Answer> submit(Callable<Answer> task) {
        return pool.submit(task);
    }

    /** Has a member of the crew solve a part; to be called by one of these threads. */
    Answer solve(PartSolver solver, PairingProblem part, SolveLimits limits, long seed) {
        synchronized (waiting) {
            waiting.add(Thread.currentThread());
        }
        try {
            return solver.solve(part, limits, seed);
        } finally {
            synchronized (waiting) {
                waiting.remove(Thread.currentThread());
                // What was meant for this part must not reach the next one.
                Thread.interrupted();
            }
        }
    }

    /** Asks the members that are at work for what they have. */
    void hurry() {
        synchronized (waiting) {
            waiting.forEach(Thread::interrupt);
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
