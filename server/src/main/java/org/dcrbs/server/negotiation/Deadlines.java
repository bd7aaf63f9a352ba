package org.dcrbs.server.negotiation;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Looks every few seconds whether a deadline has gone by; which one has, the injected clock says. */
@Component
class Deadlines implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
    private static final long SECONDS_BETWEEN_LOOKS = 5;

    private final Negotiations negotiations;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "deadlines"));

    Deadlines(Negotiations negotiations) {
        this.negotiations = negotiations;
        var unused = thread.scheduleWithFixedDelay(
                this::look, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            negotiations.advance();
        } catch (RuntimeException e) {
            LOG.error("A negotiation could not be advanced; it is tried again.", e);
        }
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }
}
