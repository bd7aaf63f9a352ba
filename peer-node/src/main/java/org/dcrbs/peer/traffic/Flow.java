package org.dcrbs.peer.traffic;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One direction of the line. What is bulk waits for its turn, first come first served: it may go when all that went before is
 * paid for by the time since, at the rate. What can't wait, such as the bytes of a leased line, goes and is counted, and bulk
 * waits the longer.
 */
public final class Flow {
    private static final long LOOK_MILLIS = 100;
    /** A timer that rings late costs nothing of the rate, so far. */
    private static final double CATCH_UP_NANOS = 20e6;

    private static final double NANOS_A_SECOND = 1e9;

    private final ScheduledExecutorService timer;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    /** 0: as fast as it goes. */
    private double bytesANano;
    /** Bytes gone that no time has paid for yet. */
    private double owed;

    private long paidAt = System.nanoTime();
    private @Nullable String obstacle;
    private @Nullable ScheduledFuture<?> alarm;
    /** Looked at without the lock: nothing is held back at all. */
    private volatile boolean free = true;

    Flow(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** Compared by identity: two that want the same are two. */
    private static final class Waiting {
        private final long bytes;
        private final Runnable go;
        private final @Nullable Late late;
        private @Nullable ScheduledFuture<?> expiry;

        Waiting(long bytes, Runnable go, @Nullable Late late) {
            this.bytes = bytes;
            this.go = go;
            this.late = late;
        }
    }

    /** What is done instead, with the reason in words, if it can't go within a time. */
    private record Late(Duration within, Consumer<String> told) {}

    /** Whether nothing is held back: then nobody need ask. */
    public boolean isFree() {
        return free;
    }

    /** Whether somebody has to wait just now. */
    public synchronized boolean holdsBack() {
        return obstacle != null || !waiting.isEmpty();
    }

    /** Counts bytes that don't wait. Less than none: so many that were asked for have not gone after all. */
    public void pass(long bytes) {
        if (!free) {
            synchronized (this) {
                pay();
                owe(bytes);
            }
        }
    }

    /** Does it as soon as so many bytes may go, however long that takes; not for long, since others wait behind it. */
    public void whenDue(long bytes, Runnable go) {
        enter(new Waiting(bytes, go, null));
    }

    /**
     * The same, or says why not if it would take longer, or if all stands still.
     *
     * @param late told once instead
     */
    public void whenDue(long bytes, Duration within, Runnable go, Consumer<String> late) {
        enter(new Waiting(bytes, go, new Late(within, late)));
    }

    /** Waits until so many bytes may go. */
    public void await(long bytes) throws InterruptedException {
        try {
            await(bytes, () -> false);
        } catch (IOException e) {
            throw new IllegalStateException("nothing but being unwanted ends it", e);
        }
    }

    /** @throws IOException if they are not wanted any more */
    public void await(long bytes, BooleanSupplier unwanted) throws IOException, InterruptedException {
        if (free) {
            return;
        }
        CompletableFuture<Void> turn = new CompletableFuture<>();
        Waiting mine = new Waiting(bytes, () -> turn.complete(null), null);
        enter(mine);
        try {
            while (!isOver(turn)) {
                if (unwanted.getAsBoolean() && leave(mine)) {
                    throw new IOException("not wanted any more");
                }
            }
        } catch (InterruptedException e) {
            if (!leave(mine)) {
                pass(-bytes);
            }
            throw e;
        }
    }

    private static boolean isOver(CompletableFuture<Void> turn) throws InterruptedException {
        try {
            turn.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a turn never fails", e);
        }
    }

    void allow(long kilobitsPerSecond) {
        synchronized (this) {
            pay();
            bytesANano = kilobitsPerSecond * 1000 / (double) Byte.SIZE / NANOS_A_SECOND;
            owe(0);
            look();
        }
        serve();
    }

    void pause(String why) {
        List<Waiting> refused = new ArrayList<>();
        synchronized (this) {
            obstacle = why;
            look();
            waiting.stream().filter(one -> one.late != null).forEach(refused::add);
            waiting.removeAll(refused);
        }
        refused.forEach(one -> refuse(one, why));
    }

    void resume() {
        synchronized (this) {
            obstacle = null;
            look();
        }
        serve();
    }

    private void look() {
        free = obstacle == null && bytesANano == 0;
    }

    private void enter(Waiting one) {
        if (free) {
            one.go.run();
            return;
        }
        String why;
        synchronized (this) {
            why = one.late == null ? null : obstacle;
            if (why == null) {
                waiting.add(one);
                one.expiry = one.late == null
                        ? null
                        : schedule(() -> expire(one), one.late.within().toNanos());
            }
        }
        if (why == null) {
            serve();
        } else {
            refuse(one, why);
        }
    }

    private void expire(Waiting one) {
        if (leave(one)) {
            refuse(one, "the owner's share of the line is used up for now");
        }
    }

    private static void refuse(Waiting one, String why) {
        if (one.late != null) {
            one.late.told().accept(why);
        }
    }

    private synchronized boolean leave(Waiting one) {
        return waiting.remove(one);
    }

    /** Lets go all whose turn it is. */
    private void serve() {
        for (Waiting next = next(); next != null; next = next()) {
            next.go.run();
        }
    }

    private synchronized @Nullable Waiting next() {
        if (obstacle != null || waiting.isEmpty()) {
            return null;
        }
        pay();
        if (owed > 0) {
            if (alarm != null) {
                alarm.cancel(false);
            }
            alarm = schedule(this::serve, (long) Math.ceil(owed / bytesANano));
            return null;
        }
        Waiting next = waiting.remove();
        if (next.expiry != null) {
            next.expiry.cancel(false);
        }
        owe(next.bytes);
        return next;
    }

    private void owe(long bytes) {
        owed = bytesANano == 0 ? 0 : owed + bytes;
    }

    private void pay() {
        long now = System.nanoTime();
        owed = Math.max(owed - (now - paidAt) * bytesANano, -CATCH_UP_NANOS * bytesANano);
        paidAt = now;
    }

    private @Nullable ScheduledFuture<?> schedule(Runnable what, long nanos) {
        try {
            return timer.schedule(what, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The node stops, and with it all that waits.
            return null;
        }
    }
}
