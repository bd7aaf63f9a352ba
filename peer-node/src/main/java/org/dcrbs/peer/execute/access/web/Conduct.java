package org.dcrbs.peer.execute.access.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.peer.execute.lease.CallFailedException;
import org.dcrbs.peer.execute.lease.Cancellation;
import org.dcrbs.peer.execute.lease.LeasedLine;
import org.dcrbs.peer.execute.lease.SiteAnswer;

/** How this node behaves towards a site: no request without a turn, fewer where they are too many, none where they are unwanted. */
final class Conduct {
    private static final int MOST_TROUBLES = 10;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
    private static final int TOO_MANY_REQUESTS = 429;

    private final ConsentWatch consent;
    private final Pacer pacer;
    private final LeasedLine line;
    private final WorkContext context;
    private final Instant until;
    private final Clock clock;
    private final long mostRequests;
    /** Who has it is next; what is answered meanwhile needs not wait for that. */
    private final Object turns = new Object();

    private volatile long requests;
    private int troubles;
    private Optional<String> ended = Optional.empty();

    /**
     * @param until when the agreed time is over
     * @param before requests that were made by this order in an earlier life of the node
     */
    Conduct(
            ConsentWatch consent,
            Pacer pacer,
            LeasedLine line,
            WorkContext context,
            Instant until,
            Clock clock,
            long before) {
        this.consent = consent;
        this.pacer = pacer;
        this.line = line;
        this.context = context;
        this.until = until;
        this.clock = clock;
        this.mostRequests = Math.max(0, consent.consent().requests() - before);
    }

    /** Waits for the turn of one request; false if there must be no more. */
    boolean turn() throws InterruptedException {
        synchronized (turns) {
            if (over()) {
                return false;
            }
            pacer.await(context);
            if (consent.due()) {
                consent.renew().ifPresent(this::end);
                pacer.await(context);
            }
            if (over()) {
                return false;
            }
            requests++;
            return true;
        }
    }

    private synchronized boolean over() throws InterruptedException {
        Cancellation.check(context);
        if (line.isUsedUp()) {
            end("the lease's quota of " + line.mostBytes() + " bytes is used up");
        } else if (!clock.instant().isBefore(until)) {
            end("the agreed time is over");
        } else if (requests >= mostRequests) {
            end("the site consents to no more than " + consent.consent().requests() + " requests");
        }
        return ended.isPresent();
    }

    synchronized void end(String why) {
        if (ended.isEmpty()) {
            ended = Optional.of(why);
        }
    }

    /** Why there must be no more requests. */
    synchronized Optional<String> ended() {
        return ended;
    }

    synchronized void answered(SiteAnswer answer) {
        if (answer.status() < 500 && answer.status() != TOO_MANY_REQUESTS) {
            troubles = 0;
            pacer.faster();
            return;
        }
        Optional<Duration> pause = answer.header("retry-after")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
        pause.ifPresent(pacer::pause);
        if (pause.isPresent() && pause.get().compareTo(LONGEST_PAUSE) > 0) {
            end("the site asks not to come again for " + pause.get().toSeconds() + " s");
        }
        trouble();
    }

    synchronized void failed(CallFailedException failure) {
        switch (failure.kind()) {
            case DENIED, LINE_OVER -> end(String.valueOf(failure.getMessage()));
            case UNKNOWN_HOST, UNREACHABLE, TLS, TIMEOUT, BROKEN -> trouble();
        }
    }

    private void trouble() {
        pacer.slower();
        troubles++;
        if (troubles >= MOST_TROUBLES) {
            end("the site was in trouble " + troubles + " times in a row");
        }
    }
}
