package org.dcrbs.server.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.LockSupport;
import org.dcrbs.server.contract.ContractChanged;
import org.dcrbs.server.round.StageEntered;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Kills its own server (kill -9) at a chosen moment. Found only on the tests' class path. */
@Component
@ConditionalOnProperty("dcrbs.test.kill-at")
class KillAt {
    private final String moment;

    KillAt(@Value("${dcrbs.test.kill-at}") String moment) {
        this.moment = moment;
    }

    @EventListener
    @Order(-1000)
    void on(StageEntered entered) {
        reached(entered.stage().name());
    }

    @EventListener
    @Order(-1000)
    void on(ContractChanged changed) {
        reached(changed.contract().state());
    }

    /** Whoever hears of the moment after this one never does. */
    private void reached(String now) {
        if (!now.equals(moment)) {
            return;
        }
        try {
            new ProcessBuilder(
                            "kill", "-9", String.valueOf(ProcessHandle.current().pid()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        while (true) {
            LockSupport.park(this);
        }
    }
}
