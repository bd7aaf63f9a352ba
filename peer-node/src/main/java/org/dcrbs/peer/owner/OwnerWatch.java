package org.dcrbs.peer.owner;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dcrbs.peer.execute.Allowance;
import org.dcrbs.peer.share.Share;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the computer now and then, and tells how much may be computed for others whenever that changes. */
public final class OwnerWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerWatch.class);
    private static final long PATIENCE_SECONDS = 10;

    private final Senses senses;
    private final Supplier<Wanted> wanted;
    private final PauseFile pauses;
    private final Path standingFile;
    private final Clock clock;
    private final Rhythm rhythm;
    private final Consumer<Allowance> told;
    private final Governor governor;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "owner-watch");
        made.setDaemon(true);
        return made;
    });
    private @Nullable Allowance last;
    private @Nullable Standing standing;

    /**
     * How often to look.
     *
     * @param between two looks
     * @param calm how long the owner must need less before others get more
     */
    public record Rhythm(Duration between, Duration calm) {
        public static final Rhythm USUAL = new Rhythm(Duration.ofSeconds(2), Duration.ofSeconds(20));
    }

    /**
     * What the owner wants just now.
     *
     * @param workers how many units the share allows at once
     * @param remark what the owner should know, for the status; may be empty
     */
    public record Wanted(Share share, int workers, String remark) {}

    /**
     * @param wanted asked at each look
     * @param told of every change, and once at the start
     */
    public OwnerWatch(
            Senses senses,
            Supplier<Wanted> wanted,
            PauseFile pauses,
            Path standingFile,
            Rhythm rhythm,
            Clock clock,
            Consumer<Allowance> told) {
        this.senses = senses;
        this.wanted = wanted;
        this.pauses = pauses;
        this.standingFile = standingFile;
        this.rhythm = rhythm;
        this.clock = clock;
        this.told = told;
        this.governor = new Governor(rhythm.calm(), clock.instant());
    }

    /** Looks once, so that nothing starts that would have to stop at once, and goes on looking. */
    public void start() {
        look();
        var unused = thread.scheduleWithFixedDelay(
                this::look, rhythm.between().toMillis(), rhythm.between().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            Wanted now = wanted.get();
            Reading reading = senses.read();
            Terms terms =
                    new Terms(now.workers(), now.share().hours(), now.share().precedence(), pauses.read());
            Instant at = clock.instant();
            Allowance allowance = governor.decide(reading, terms, at);
            tell(allowance);
            note(allowance, now, reading, at.truncatedTo(ChronoUnit.SECONDS));
        } catch (RuntimeException e) {
            LOG.error("The computer's load cannot be seen", e);
        }
    }

    private void tell(Allowance allowance) {
        Allowance before = last;
        if (allowance.equals(before)) {
            return;
        }
        last = allowance;
        if (before == null || before.workers() != allowance.workers()) {
            LOG.info(
                    "Computing for others: {} at once{}",
                    allowance.workers() == 0 ? "none" : allowance.workers(),
                    allowance.why().isEmpty() ? "" : ": " + allowance.why());
        }
        told.accept(allowance);
    }

    private void note(Allowance allowance, Wanted now, Reading reading, Instant at) {
        Standing before = standing;
        Instant since = before != null && before.workers() == allowance.workers() ? before.since() : at;
        Standing current = new Standing(
                since, allowance.workers(), now.workers(), allowance.why(), reading.ownersPercent(), now.remark());
        if (current.equals(before)) {
            return;
        }
        try {
            current.write(standingFile);
            standing = current;
        } catch (IOException e) {
            LOG.warn("How the node stands cannot be written to {}: {}", standingFile, e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            // It may be writing the standing: what is closed writes no more.
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The owner's use is still being looked at");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
