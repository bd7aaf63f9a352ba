package org.dcrbs.peer.execute.access.web;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.dcrbs.market.Job;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.peer.execute.lease.Cancellation;
import org.dcrbs.peer.execute.lease.SiteAnswer;
import org.dcrbs.peer.execute.lease.SiteCalls;
import org.dcrbs.protocol.json.CanonicalJson;

/** Asks for one page again and again, several at once, and says how that went. */
final class LoadTest {
    private static final SiteCalls.Bounds BOUNDS = new SiteCalls.Bounds(16L << 20, 0, Duration.ofSeconds(20));
    private static final long LOOK_MILLIS = 100;

    private final Job.LoadTest job;
    private final SiteCalls calls;
    private final Conduct conduct;
    private final WorkContext context;
    private final Clock clock;
    private final Tally tally = new Tally();

    LoadTest(Job.LoadTest job, SiteCalls calls, Conduct conduct, WorkContext context, Clock clock) {
        this.job = job;
        this.calls = calls;
        this.conduct = conduct;
        this.context = context;
        this.clock = clock;
    }

    /** The report, a line of JSON. */
    String run() throws InterruptedException {
        URI url = URI.create(job.url());
        Instant from = clock.instant();
        Semaphore free = new Semaphore(job.concurrency());
        acquire(free, 1);
        for (int i = 0; i < job.requests() && conduct.turn(); i++) {
            ask(url, free);
            acquire(free, 1);
        }
        acquire(free, job.concurrency() - 1);
        return CanonicalJson.text(tally.report()
                        .with("kind", "LOAD_TEST")
                        .with("url", job.url())
                        .with("from", from.toString())
                        .with("until", clock.instant().toString())
                        .with("wanted", job.requests())
                        .with("ended", conduct.ended().orElse("all requests were made")))
                + "\n";
    }

    private void ask(URI url, Semaphore free) {
        tally.sent();
        long started = System.nanoTime();
        CompletableFuture<SiteAnswer> call = calls.get(url, BOUNDS);
        var unused = call.whenComplete((answer, failure) -> {
            if (failure == null) {
                tally.answered(answer, System.nanoTime() - started);
                conduct.answered(answer);
            } else {
                tally.failed(Site.failure(failure).kind());
                conduct.failed(Site.failure(failure));
            }
            free.release();
        });
    }

    private void acquire(Semaphore free, int permits) throws InterruptedException {
        while (!free.tryAcquire(permits, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            Cancellation.check(context);
        }
    }
}
