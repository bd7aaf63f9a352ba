package org.dcrbs.peer.traffic;

import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The part of the owner's line that is others', in both directions. Until told of a rate, nothing is held back. */
public final class Traffic implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "traffic");
        thread.setDaemon(true);
        return thread;
    });
    private final Flow in = new Flow(timer);
    private final Flow out = new Flow(timer);

    public Traffic() {
        // What has gone in time is not kept for the time that it had.
        timer.setRemoveOnCancelPolicy(true);
    }

    public Flow in() {
        return in;
    }

    public Flow out() {
        return out;
    }

    /** @param kilobitsPerSecond each way; 0: as fast as it goes */
    public void allow(long kilobitsPerSecond) {
        in.allow(kilobitsPerSecond);
        out.allow(kilobitsPerSecond);
    }

    /** Bulk stands still from now on; what was begun to be sent is sent to its end. */
    public void pause(String why) {
        in.pause(why);
        out.pause(why);
    }

    public void resume() {
        in.resume();
        out.resume();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
