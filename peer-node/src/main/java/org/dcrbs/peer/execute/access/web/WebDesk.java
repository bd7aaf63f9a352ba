package org.dcrbs.peer.execute.access.web;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.dcrbs.market.Job;
import org.dcrbs.peer.execute.Answers;
import org.dcrbs.peer.execute.Meter;
import org.dcrbs.peer.execute.Settings;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.peer.execute.lease.LeasedLine;
import org.dcrbs.peer.execute.lease.SiteCalls;
import org.dcrbs.protocol.v1.WebTask;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;

/** Does web work over a line that is reserved for it: first asks the site's owner, then its robots.txt, then begins. */
public final class WebDesk {
    /** The most requests a second that the owner lets the node make; 0 or nothing: none. */
    public static final String RATE = "share.webRequestsPerSecond";

    /** How many processors are shared, and so how many parts the work is split into. */
    private static final String PROCESSORS = "share.computeWorkers";

    private static final int MOST_PARTS = 8;
    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    private final Clock clock;
    private final Ticks ticks;

    public WebDesk(Clock clock) {
        this(clock, Ticks.REAL);
    }

    WebDesk(Clock clock, Ticks ticks) {
        this.clock = clock;
        this.ticks = ticks;
    }

    /** @throws java.util.concurrent.CancellationException when it sees that the order is cancelled */
    public WorkResult work(WorkOrder order, LeasedLine line, WorkContext context, Meter meter)
            throws IOException, InterruptedException {
        long owners = Settings.number(context, RATE).orElse(0);
        if (owners == 0) {
            return Answers.refused(order, "this node does no web work");
        }
        Job.Web job;
        URI url;
        try {
            job = job(order.getWeb());
            url = url(job);
        } catch (IllegalArgumentException e) {
            return Answers.refused(order, String.valueOf(e.getMessage()));
        }
        int parts =
                (int) Math.max(1, Math.min(Settings.number(context, PROCESSORS).orElse(1), MOST_PARTS));
        try (SiteCalls calls = context.calls(line, parts)) {
            long before = line.meter().figures().getAttempts();
            Site site = new Site(calls, context, url);
            ConsentWatch consent = ConsentWatch.ask(site, order.getLessee(), kind(job), clock, ticks);
            Robots robots = Robots.ask(site);
            if (!robots.allow(url)) {
                return Answers.refused(order, "the robots.txt of " + site + " disallows " + job.url());
            }
            Pacer pacer = new Pacer(interval(job, consent.consent(), robots, owners), ticks);
            Instant until = Instant.ofEpochMilli(order.getWeb().getUntilEpochMs());
            Conduct conduct = new Conduct(consent, pacer, line, context, until, clock, before);
            if (job instanceof Job.LoadTest test) {
                String report = new LoadTest(test, calls, conduct, context, clock).run();
                return Answers.done(order, ByteString.copyFromUtf8(report), meter.usage());
            }
            Spider spider = new Spider((Job.Spider) job, site, calls, robots, conduct, parts, clock);
            return indexed(order, spider, context, meter);
        } catch (NotAllowedException e) {
            return Answers.refused(order, String.valueOf(e.getMessage()));
        }
    }

    private static Job.Web job(WebTask task) {
        return switch (task.getWorkCase()) {
            case LOAD_TEST ->
                new Job.LoadTest(
                        task.getUrl(),
                        task.getLoadTest().getRequests(),
                        task.getLoadTest().getRatePerSecond(),
                        task.getLoadTest().getConcurrency());
            case SPIDER ->
                new Job.Spider(
                        task.getUrl(),
                        task.getSpider().getPages(),
                        task.getSpider().getDepth());
            case WORK_NOT_SET -> throw new IllegalArgumentException("this node does not know such web work");
        };
    }

    private static URI url(Job.Web job) {
        URI url = URI.create(job.url());
        if (url.getHost() == null) {
            throw new IllegalArgumentException("url '" + job.url() + "' names no host");
        }
        return url;
    }

    private static String kind(Job.Web job) {
        return job instanceof Job.LoadTest ? "LOAD_TEST" : "SPIDER";
    }

    /** Between two requests: the longest that the job, the site, its robots.txt, the owner and this program want. */
    private static Duration interval(Job.Web job, Consent consent, Robots robots, long owners) {
        long wanted = job instanceof Job.LoadTest test ? test.ratePerSecond() : Job.Web.MOST_PER_SECOND;
        double rate = Math.min(consent.perSecond(), (int) Math.min(wanted, Math.min(owners, Job.Web.MOST_PER_SECOND)));
        Duration byRate = Duration.ofNanos((long) Math.ceil(SECOND / rate));
        return byRate.compareTo(robots.delay()) > 0 ? byRate : robots.delay();
    }

    private static WorkResult indexed(WorkOrder order, Spider spider, WorkContext context, Meter meter)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile(context.home(), "index", ".jsonl");
        try {
            spider.run(file);
            return Answers.doneWithBlob(order, context.publish(file), ByteString.EMPTY, meter.usage());
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
