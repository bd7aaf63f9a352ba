package org.dcrbs.peer.execute.access.web;

import crawlercommons.filters.basic.BasicURLNormalizer;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dcrbs.market.Job;
import org.dcrbs.peer.execute.lease.CallFailedException;
import org.dcrbs.peer.execute.lease.SiteAnswer;
import org.dcrbs.peer.execute.lease.SiteCalls;
import org.dcrbs.protocol.json.Json;

/**
 * Indexes a site's pages, link by link: all pages that are as far from the first are fetched together, in parts, and then
 * looked through in the order of the links to them, so that the same site has the same index.
 */
final class Spider {
    private static final int MOST_PAGE_BYTES = 1 << 20;
    private static final SiteCalls.Bounds BOUNDS =
            new SiteCalls.Bounds(MOST_PAGE_BYTES, MOST_PAGE_BYTES, Duration.ofSeconds(20));
    private static final int MOST_REDIRECTS = 5;
    private static final int LONGEST_URL = 2000;

    private final Job.Spider job;
    private final Site site;
    private final SiteCalls calls;
    private final Robots robots;
    private final Conduct conduct;
    private final int parts;
    private final Clock clock;
    private final BasicURLNormalizer normalizer = new BasicURLNormalizer();
    private final WordIndex index = new WordIndex();
    private final Map<String, Long> failures = new TreeMap<>();
    private final Set<URI> known = new HashSet<>();
    private final Set<URI> indexed = new HashSet<>();
    private int asked;
    private int pages;
    private int byRobots;
    private long bytes;

    /** What came of a page, after its redirects. */
    private record Fetched(Optional<Page> page, String failure, long bytes) {
        static Fetched failed(String why, long bytes) {
            return new Fetched(Optional.empty(), why, bytes);
        }
    }

    /** @param parts how many pages are fetched and read at once */
    Spider(Job.Spider job, Site site, SiteCalls calls, Robots robots, Conduct conduct, int parts, Clock clock) {
        this.job = job;
        this.site = site;
        this.calls = calls;
        this.robots = robots;
        this.conduct = conduct;
        this.parts = parts;
        this.clock = clock;
    }

    /** Writes the summary and the index. */
    void run(Path file) throws IOException, InterruptedException {
        Instant from = clock.instant();
        ExecutorService workers = Executors.newFixedThreadPool(parts, work -> {
            Thread thread = new Thread(work, "spider");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Set<URI> level = new LinkedHashSet<>();
            canonical(job.url()).ifPresent(level::add);
            known.addAll(level);
            for (int depth = 0; depth <= job.depth() && !level.isEmpty(); depth++) {
                level = next(fetch(level, workers));
            }
        } finally {
            workers.shutdownNow();
        }
        index.write(summary(from), file);
    }

    private List<Fetched> fetch(Set<URI> level, ExecutorService workers) throws InterruptedException {
        List<Future<Optional<Fetched>>> under = new ArrayList<>();
        boolean enough = false;
        for (URI url : level) {
            if (!robots.allow(url)) {
                byRobots++;
            } else if (asked < job.pages()) {
                asked++;
                under.add(workers.submit(() -> fetch(url)));
            } else {
                enough = true;
            }
        }
        List<Fetched> fetched = new ArrayList<>();
        for (Future<Optional<Fetched>> each : under) {
            result(each).ifPresent(fetched::add);
        }
        if (enough) {
            conduct.end("as many pages were asked for as were wanted");
        }
        return fetched;
    }

    private static Optional<Fetched> result(Future<Optional<Fetched>> each) throws InterruptedException {
        try {
            return each.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancellationException cancelled) {
                throw cancelled;
            }
            throw new IllegalStateException("a page can't be read", e.getCause());
        }
    }

    /** Empty if it was not asked for, since there must be no more requests. */
    private Optional<Fetched> fetch(URI first) throws InterruptedException {
        URI url = first;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            if (!conduct.turn()) {
                return Optional.empty();
            }
            SiteAnswer answer;
            try {
                answer = site.await(calls.get(url, BOUNDS));
            } catch (CallFailedException e) {
                conduct.failed(e);
                return Optional.of(Fetched.failed(e.kind().name(), 0));
            }
            conduct.answered(answer);
            Optional<URI> target = Site.target(url, answer);
            if (target.isEmpty()) {
                return Optional.of(read(url, answer));
            }
            Optional<URI> next = canonical(target.get().toString());
            if (next.isEmpty()) {
                return Optional.of(Fetched.failed("REDIRECT_OFF_SITE", answer.bytes()));
            }
            if (!robots.allow(next.get())) {
                return Optional.of(Fetched.failed("REDIRECT_AGAINST_ROBOTS", answer.bytes()));
            }
            url = next.get();
        }
        return Optional.of(Fetched.failed("TOO_MANY_REDIRECTS", 0));
    }

    private static Fetched read(URI url, SiteAnswer answer) {
        if (answer.status() != 200) {
            return Fetched.failed("HTTP_" + answer.status(), answer.bytes());
        }
        if (!answer.mediaType().equals("text/html")
                || !answer.header("content-encoding").orElse("identity").equals("identity")) {
            return Fetched.failed("NOT_HTML", answer.bytes());
        }
        return answer.cut()
                ? Fetched.failed("TOO_LARGE", answer.bytes())
                : new Fetched(Optional.of(Page.of(url, answer)), "", answer.bytes());
    }

    /** Indexes the pages, and gathers where they lead. */
    private Set<URI> next(List<Fetched> fetched) {
        Set<URI> next = new LinkedHashSet<>();
        for (Fetched each : fetched) {
            bytes += each.bytes();
            if (each.page().isEmpty()) {
                failures.merge(each.failure(), 1L, Long::sum);
                continue;
            }
            Page page = each.page().get();
            known.add(page.url());
            if (!indexed.add(page.url())) {
                continue;
            }
            if (!index.add(page)) {
                conduct.end("the index is as long as it may be");
                return Set.of();
            }
            pages++;
            for (String link : page.links()) {
                canonical(link).filter(known::add).ifPresent(next::add);
            }
        }
        return next;
    }

    /** The one form of a page's URL; empty if it is not of this site. */
    private Optional<URI> canonical(String link) {
        String plain = normalizer.filter(link);
        if (plain == null || plain.length() > LONGEST_URL) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(plain)).filter(site::has);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private Json.Members summary(Instant from) {
        return new Json.Members(Map.of())
                .with("kind", "SPIDER")
                .with("url", job.url())
                .with("from", from.toString())
                .with("until", clock.instant().toString())
                .with("pages", pages)
                .with("words", index.words())
                .with("bytes", bytes)
                .with("skippedByRobots", byRobots)
                .with("failures", Tally.counts(failures))
                .with("ended", conduct.ended().orElse("all pages were seen"));
    }
}
