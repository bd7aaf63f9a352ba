package org.dcrbs.peer.work;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcrbs.protocol.v1.WorkOrder.TaskCase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that carry orders out. Computing has its own, as many as processors are shared; everything else mostly
 * waits (a lease for its end, a file for the link) and must not keep computing from its place, nor the other way round.
 */
final class Lanes implements AutoCloseable {
    private static final int WAITING_THREADS = 64;
    private static final long IDLE_SECONDS = 30;
    private static final long PATIENCE_SECONDS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    private final ThreadPoolExecutor computing;
    private final ThreadPoolExecutor waiting;

    Lanes(int processors) {
        computing = pool("compute", processors);
        waiting = pool("work", WAITING_THREADS);
    }

    /** More threads at once; fewer as soon as those beyond have nothing to do. */
    void processors(int processors) {
        // In this order, so that the core never exceeds the most.
        if (processors > computing.getMaximumPoolSize()) {
            computing.setMaximumPoolSize(processors);
            computing.setCorePoolSize(processors);
        } else {
            computing.setCorePoolSize(processors);
            computing.setMaximumPoolSize(processors);
        }
    }

    ExecutorService of(TaskCase task) {
        return task == TaskCase.COMPUTE ? computing : waiting;
    }

    private static ThreadPoolExecutor pool(String name, int threads) {
        AtomicInteger numbers = new AtomicInteger();
        ThreadFactory factory = task -> {
            Thread thread = new Thread(task, name + "-" + numbers.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Interrupts what runs: its order stays in the journal and begins again at the next start. */
    @Override
    public void close() {
        computing.shutdownNow();
        waiting.shutdownNow();
        try {
            boolean ended = computing.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    && waiting.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                LOG.warn("Some orders do not stop; they are left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
