package org.dcrbs.solver.planning;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Asks a few times a second whether to stop, and says so once. */
final class StopWatcher {
    private static final int MILLIS = 50;

    private final BooleanSupplier stop;
    private final Runnable onStop;
    private final CountDownLatch closed = new CountDownLatch(1);

    private StopWatcher(BooleanSupplier stop, Runnable onStop) {
        this.stop = stop;
        this.onStop = onStop;
    }

    static StopWatcher start(BooleanSupplier stop, Runnable onStop) {
        StopWatcher watcher = new StopWatcher(stop, onStop);
        Thread thread = new Thread(watcher::watch, "solve-stop");
        thread.setDaemon(true);
        thread.start();
        return watcher;
    }

    private void watch() {
        try {
            while (!closed.await(MILLIS, TimeUnit.MILLISECONDS)) {
                if (stop.getAsBoolean()) {
                    onStop.run();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void close() {
        closed.countDown();
    }
}
