package org.dcrbs.server.dispute;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Goes on with open disputes every few seconds. */
@Component
class DisputeRounds implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(DisputeRounds.class);
    private static final long SECONDS_BETWEEN_LOOKS = 5;

    private final Disputes disputes;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "disputes"));

    DisputeRounds(Disputes disputes) {
        this.disputes = disputes;
        var unused = thread.scheduleWithFixedDelay(
                this::look, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            disputes.advance();
        } catch (RuntimeException e) {
            LOG.error("A dispute could not be advanced; it is tried again.", e);
        }
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }
}
