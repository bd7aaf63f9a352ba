package org.dcrbs.peer.execute.compute.child;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs units on a thread of their own and counts that thread's processor time. */
final class Watch {
    /** Deep enough for honest recursion; the same everywhere, though not the frames that fit in it. */
    private static final long STACK_BYTES = 16L << 20;

    private static final long LOOK_MILLIS = 10;
    /** Compiled loops look for an interrupt; what has not stopped by then will not. */
    private static final int LOOKS_AFTER_INTERRUPT = 25;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ExecutorService worker = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(null, work, "unit", STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    });
    private final UnitRunner runner;

    Watch(UnitRunner runner) {
        this.runner = runner;
    }

    Reply run(Unit unit) throws InterruptedException {
        CpuBudget budget = new CpuBudget(unit.limits().cpuMillis());
        Future<Reply> running = worker.submit(() -> {
            // An interrupt meant for the unit before may arrive after its end.
            Thread.interrupted();
            return runner.run(unit, budget);
        });
        int looksLeft = LOOKS_AFTER_INTERRUPT;
        while (true) {
            try {
                return running.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (budget.isOverdrawn(THREADS)) {
                    budget.interrupt();
                    looksLeft--;
                }
                if (looksLeft == 0) {
                    return Reply.fatal(budget.overdrawn() + "; it had to be killed", budget.spentNanos(THREADS));
                }
            } catch (ExecutionException e) {
                return Reply.fatal("the child failed: " + e.getCause(), budget.spentNanos(THREADS));
            }
        }
    }
}
