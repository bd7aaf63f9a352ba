package org.dcrbs.server.round;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.dcrbs.market.RoundId;
import org.dcrbs.market.RoundStage;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Lets a test wait for a round to come into a stage. Found only on the tests' class path. */
@Component
public class StageWatch {
    private final Map<RoundId, RoundStage> stages = new HashMap<>();

    @EventListener
    synchronized void on(StageEntered entered) {
        stages.put(entered.round(), entered.stage());
        notifyAll();
    }

    public synchronized void await(RoundId round, RoundStage stage, Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (!stages.containsKey(round) || stages.get(round).compareTo(stage) < 0) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("round " + round + " is still " + stages.get(round));
            }
            wait(left);
        }
    }
}
