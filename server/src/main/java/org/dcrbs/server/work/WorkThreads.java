package org.dcrbs.server.work;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** What results are taken in by. */
@Component
class WorkThreads implements Executor, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(WorkThreads.class);
    private static final int THREADS = 4;

    private final AtomicInteger number = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "work-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public void execute(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("This server is going down: a result is left for its node to send again");
        }
    }

    @Override
    public void destroy() {
        threads.shutdown();
    }
}
