package org.dcrbs.server.acceptance;

import java.util.concurrent.locks.LockSupport;
import org.dcrbs.server.contract.ContractChanged;
import org.dcrbs.server.round.StageEntered;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Holds a server still at a chosen moment, so that a test can kill it there. Found only on the tests' class path. */
@Component
@ConditionalOnProperty("dcrbs.test.pause-at")
class PauseAt {
    private final String moment;

    PauseAt(@Value("${dcrbs.test.pause-at}") String moment) {
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

    private void reached(String now) {
        if (now.equals(moment)) {
            System.out.println("PAUSED AT " + now);
            System.out.flush();
            while (true) {
                LockSupport.park(this);
            }
        }
    }
}
