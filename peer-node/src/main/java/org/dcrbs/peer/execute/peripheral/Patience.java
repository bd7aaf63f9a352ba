package org.dcrbs.peer.execute.peripheral;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.dcrbs.peer.execute.WorkContext;

/** How long something may take: until its order is cancelled or its deadline passes, and so long at the most. */
final class Patience {
    private static final Duration LOOK = Duration.ofMillis(50);

    private final BooleanSupplier unwanted;
    private final Duration most;
    private final long startNanos = System.nanoTime();

    private Patience(BooleanSupplier unwanted, Duration most) {
        this.unwanted = unwanted;
        this.most = most;
    }

    static Patience of(WorkContext context, Duration most) {
        return new Patience(context::cancelled, most);
    }

    /** For what no order asks for. */
    static Patience of(Duration most) {
        return new Patience(() -> false, most);
    }

    /** For a part of it, which takes time from the whole. */
    Patience atMost(Duration part) {
        Duration left = most.minusNanos(System.nanoTime() - startNanos);
        return new Patience(unwanted, part.compareTo(left) < 0 ? part : left);
    }

    /** Has ended. */
    static final class OverException extends DeviceException {
        private static final long serialVersionUID = 1L;

        private OverException(String message) {
            super(message);
        }
    }

    void check() throws OverException {
        if (unwanted.getAsBoolean()) {
            throw new OverException("given up, since the order is cancelled or its deadline has passed");
        }
        if (System.nanoTime() - startNanos > most.toNanos()) {
            throw new OverException("given up after " + most.toMillis() + " ms");
        }
    }

    /** Cancels what is not there when patience ends. */
    <T> T await(Future<T> result) throws IOException, InterruptedException {
        try {
            while (true) {
                try {
                    return result.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    check();
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DeviceException plain) {
                throw plain;
            }
            throw new IOException(e.getCause());
        } finally {
            result.cancel(true);
        }
    }

    void pause(Duration pause) throws OverException, InterruptedException {
        long pausedNanos = System.nanoTime();
        do {
            check();
            TimeUnit.NANOSECONDS.sleep(Math.min(LOOK.toNanos(), pause.toNanos()));
        } while (System.nanoTime() - pausedNanos < pause.toNanos());
    }
}
