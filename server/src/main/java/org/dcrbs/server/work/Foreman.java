package org.dcrbs.server.work;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dcrbs.market.Contract;
import org.dcrbs.server.contract.ContractChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sees to it that contracts advance: as soon as they are agreed, and every few seconds for what waits for a time. */
@Component
class Foreman implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Foreman.class);
    private static final long SECONDS_BETWEEN_ROUNDS = 5;

    private final ContractWork work;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "foreman"));

    Foreman(ContractWork work) {
        this.work = work;
        var unused = thread.scheduleWithFixedDelay(
                () -> quietly(work::advanceAll), SECONDS_BETWEEN_ROUNDS, SECONDS_BETWEEN_ROUNDS, TimeUnit.SECONDS);
    }

    @EventListener
    void on(ContractChanged changed) {
        if (changed.contract() instanceof Contract.Agreed agreed) {
            try {
                thread.execute(() -> quietly(() -> work.advance(agreed.terms().id())));
            } catch (RejectedExecutionException e) {
                // Whoever makes the contract must not fail because this server is going down.
                LOG.info(
                        "Contract {} is carried out after the next start.",
                        agreed.terms().id());
            }
        }
    }

    private static void quietly(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("A contract could not be advanced; it is tried again.", e);
        }
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }
}
