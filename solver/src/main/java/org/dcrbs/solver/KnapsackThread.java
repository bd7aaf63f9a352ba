package org.dcrbs.solver;

import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.dcrbs.solver.bound.KnapsackSearch;

/** Looks for claims that prove a better bound while another thread searches for a better choice. */
final class KnapsackThread implements AutoCloseable {
    /** Far more than it takes until steps are too short to matter. */
    private static final int MOST_STEPS = 2_000;

    private static final int MILLIS = 50;

    private final KnapsackSearch search;
    private final FutureTask<Boolean> task;
    private volatile boolean stopped;

    private KnapsackThread(KnapsackSearch search, LongConsumer improved, BooleanSupplier over) {
        this.search = search;
        task = new FutureTask<>(() -> improve(improved, over));
    }

    /**
     * @param over when not even a last look is worth it
     * @param improved hears each better bound, on the new thread
     */
    static KnapsackThread start(KnapsackSearch search, LongConsumer improved, BooleanSupplier over) {
        KnapsackThread started = new KnapsackThread(search, improved, over);
        Thread thread = new Thread(started.task, "solve-bound");
        thread.setDaemon(true);
        thread.start();
        return started;
    }

    /**
     * Waits until it can do no better; then what proves the best bound it found, if any.
     *
     * @param stop asked a few times a second whether to end it now
     */
    Optional<KnapsackPrices> await(BooleanSupplier stop) {
        while (true) {
            try {
                stopped |= stop.getAsBoolean();
                boolean found = task.get(MILLIS, TimeUnit.MILLISECONDS);
                return found ? Optional.of(search.prices()) : Optional.empty();
            } catch (TimeoutException notYet) {
                // then it is asked again whether to end
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            } catch (ExecutionException e) {
                throw new CompletionException(e.getCause());
            }
        }
    }

    @Override
    public void close() {
        stopped = true;
    }

    /** True if it found any bound. Claims so wild that a sum does not fit end it with what it has. */
    private boolean improve(LongConsumer improved, BooleanSupplier over) {
        try {
            search.run(MOST_STEPS, () -> stopped, improved);
            search.refine(over, improved);
        } catch (ArithmeticException tooWild) {
            return search.bound() < Long.MAX_VALUE;
        }
        return search.bound() < Long.MAX_VALUE;
    }
}
