package org.dcrbs.peer.door;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.dcrbs.peer.traffic.Flow;

/** Where questions and answers wait until the node's share of the line lets them through; there is room for so many. */
final class Gate {
    /** A caller waits no longer than a minute for an answer: one that says "not now" is in time. */
    private static final Duration WITHIN = Duration.ofSeconds(40);

    private final Flow flow;
    private final Semaphore places;

    Gate(Flow flow, int places) {
        this.flow = flow;
        this.places = new Semaphore(places);
    }

    boolean isFree() {
        return flow.isFree();
    }

    /** Counts what doesn't wait. */
    void pass(long bytes) {
        flow.pass(bytes);
    }

    /**
     * Does it when so many bytes may go.
     *
     * @param notNow told instead, in words
     */
    void enter(long bytes, Runnable go, Consumer<String> notNow) {
        if (!places.tryAcquire()) {
            notNow.accept("too much waits at this door");
            return;
        }
        flow.whenDue(
                bytes,
                WITHIN,
                () -> {
                    places.release();
                    go.run();
                },
                why -> {
                    places.release();
                    notNow.accept(why);
                });
    }
}
