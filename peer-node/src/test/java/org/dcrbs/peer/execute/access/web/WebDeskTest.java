package org.dcrbs.peer.execute.access.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcrbs.peer.execute.Meter;
import org.dcrbs.peer.execute.TestContext;
import org.dcrbs.peer.execute.lease.LeasedLine;
import org.dcrbs.peer.execute.lease.LineMeter;
import org.dcrbs.peer.share.AllowList;
import org.dcrbs.protocol.json.CanonicalJson;
import org.dcrbs.protocol.json.Json;
import org.dcrbs.protocol.v1.AccessFigures;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Web work at a site on this computer, which the owner lists as an address; the pace is kept in time that leaps. */
@Timeout(60)
class WebDeskTest {
    @TempDir
    Path home;

    private final LeapingTicks ticks = new LeapingTicks();
    private final LineMeter meter = new LineMeter(AccessFigures.getDefaultInstance());
    private ConsentingSite site;
    private TestContext context;

    @BeforeEach
    void aSite() throws Exception {
        site = new ConsentingSite().consenting().page("/", "<p>salve</p>");
        context = new TestContext(home).with(WebDesk.RATE, 50).with("share.computeWorkers", 4);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aLoadTestCountsEveryRequest() throws Exception {
        site.page("/page", "x".repeat(1000));

        WorkResult result = work(WebOrders.loadTest(site.url("/page"), 40, 50, 8));

        assertThat(result.getOutcome()).as(result.getDetail()).isEqualTo(Outcome.DONE);
        assertThat(site.askedPages()).hasSize(40).containsOnly("/page");
        Json.Members report = report(result);
        assertThat(whole(report, "sent")).isEqualTo(40);
        assertThat(whole(report, "bytes")).isEqualTo(40_000);
        assertThat(text(report, "statuses")).isEqualTo("{\"2xx\":40}");
        assertThat(text(report, "errors")).isEqualTo("{}");
        assertThat(text(report, "ended")).isEqualTo("\"all requests were made\"");
        Json.Members latency = (Json.Members) report.values().get("latencyMicros");
        assertThat(whole(latency, "p50")).isPositive().isLessThanOrEqualTo(whole(latency, "p99"));
        assertThat(whole(latency, "p99")).isLessThanOrEqualTo(whole(latency, "max"));
        assertThat(meter.figures().getBytesReceived()).isGreaterThan(40_000);
        assertThat(meter.figures().getOpened()).isEqualTo(42);
    }

    @Test
    void answersOfAllKindsAreToldApart() throws Exception {
        AtomicInteger number = new AtomicInteger();
        site.put("/", exchange -> {
            switch (number.getAndIncrement() % 4) {
                case 0 -> ConsentingSite.send(exchange, 200, "text/plain", "yes");
                case 1 -> ConsentingSite.send(exchange, 404, "text/plain", "no");
                case 2 -> ConsentingSite.send(exchange, 500, "text/plain", "ouch");
                default -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write(new byte[10]);
                    exchange.getResponseBody().flush();
                }
            }
        });

        Json.Members report = report(work(WebOrders.loadTest(site.url("/"), 12, 50, 1)));

        assertThat(text(report, "statuses")).isEqualTo("{\"2xx\":3,\"4xx\":3,\"5xx\":3}");
        assertThat(text(report, "errors")).isEqualTo("{\"BROKEN\":3}");
    }

    @Test
    void noMoreThanTheConcurrencyIsUnderWayAtOnce() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        site.put("/", exchange -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            three.countDown();
            await(three);
            now.decrementAndGet();
            ConsentingSite.send(exchange, 200, "text/plain", "yes");
        });

        work(WebOrders.loadTest(site.url("/"), 12, 50, 3));

        assertThat(most).hasValue(3);
    }

    @ParameterizedTest
    @CsvSource({"10, 50, 50", "50, 5, 50", "50, 50, 4"})
    void theLowestOfAllRatesIsKept(int jobs, int sites, int owners) throws Exception {
        site.consent("member: studio", "allow: LOAD_TEST", "until: 2999-01-01", "max-rate: " + sites);
        context.with(WebDesk.RATE, owners);
        int lowest = Math.min(jobs, Math.min(sites, owners));

        work(WebOrders.loadTest(site.url("/"), 21, jobs, 4));

        assertThat(site.askedPages()).hasSize(21);
        assertThat(ticks.seconds()).isGreaterThanOrEqualTo(20.0 / lowest).isLessThan(21.0 / lowest);
    }

    @Test
    void theRateIsKeptByTheClockToo() throws Exception {
        site.consent("member: studio", "allow: LOAD_TEST", "until: 2999-01-01", "max-rate: 20");
        Queue<Long> came = new ConcurrentLinkedQueue<>();
        site.put("/", exchange -> {
            came.add(System.nanoTime());
            ConsentingSite.send(exchange, 200, "text/plain", "yes");
        });

        work(Ticks.REAL, WebOrders.loadTest(site.url("/"), 21, 50, 4), line(Long.MAX_VALUE));

        // One second for twenty intervals; the last may have been faster on its way than the first.
        assertThat(Collections.max(came) - Collections.min(came)).isGreaterThan(800_000_000L);
    }

    @Test
    void withoutConsentNothingElseIsAskedFor() throws Exception {
        site.put(ConsentingSite.CONSENT, 404, "text/plain", "");

        assertRefused(
                site.url("") + " has not consented: /.well-known/dcrbs-consent.txt is no text of at most 16384 bytes"
                        + " (status 404, type 'text/plain')");
    }

    @Test
    void aPageInPlaceOfTheConsentIsNone() throws Exception {
        site.put(ConsentingSite.CONSENT, 200, "text/html", "member: studio\nallow: LOAD_TEST\nuntil: 2999-01-01");

        assertRefused(site.url("") + " has not consented: ");
    }

    @Test
    void theConsentDoesNotHoldForOthersOtherWorkOrOtherTimes() throws Exception {
        String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
        String today = LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
        String prefix = "the consent of " + site.url("") + " does not hold: ";

        site.consent("member: lab", "allow: LOAD_TEST", "until: " + today);
        assertRefused(prefix + "it does not name studio");
        site.consent("member: studio", "allow: SPIDER", "until: " + today);
        assertRefused(prefix + "it does not allow LOAD_TEST");
        site.consent("member: studio", "allow: LOAD_TEST", "until: " + yesterday);
        assertRefused(prefix + "it ended with " + yesterday);
        site.consent("member: studio", "allow: LOAD_TEST", "until: " + today, "max-rate: 0");
        assertRefused(prefix + "it allows no requests");
        site.consent("member: studio", "allow: LOAD_TEST");
        assertRefused(prefix + "it has not all of member, allow and until");
        site.consent("member: studio", "allow: LOAD_TEST", "until: " + today, "except: /shop");
        assertRefused(prefix + "its line 'except: /shop' is not understood");
        site.consent("member: studio", "allow: LOAD_TEST", "until: " + today, "max-rate: 5", "max-rate: 50");
        assertRefused(prefix + "its line 'max-rate: 50' is not understood");
    }

    private void assertRefused(String words) throws Exception {
        WorkResult result = work(WebOrders.loadTest(site.url("/"), 5, 5, 1));
        assertThat(result.getOutcome()).isEqualTo(Outcome.REFUSED);
        assertThat(result.getDetail()).startsWith(words);
        assertThat(site.asked()).containsOnly(ConsentingSite.CONSENT);
    }

    @Test
    void robotsThatAreNotWantedStayAway() throws Exception {
        site.robots("User-agent: *", "Allow: /", "", "User-agent: dcrbs", "Disallow: /private");

        WorkResult result = work(WebOrders.loadTest(site.url("/private/a"), 5, 5, 1));

        assertThat(result.getOutcome()).isEqualTo(Outcome.REFUSED);
        assertThat(result.getDetail())
                .isEqualTo("the robots.txt of " + site.url("") + " disallows " + site.url("/private/a"));
        assertThat(site.askedPages()).isEmpty();
    }

    @Test
    void rulesForRobotsThatCanNotBeHadAreANo() throws Exception {
        site.put(ConsentingSite.ROBOTS, 503, "text/plain", "");
        assertThat(work(WebOrders.loadTest(site.url("/"), 5, 5, 1)).getDetail())
                .isEqualTo("the robots.txt of " + site.url("")
                        + " can't be had (status 503), which has to be taken for a no");
        site.redirect(ConsentingSite.ROBOTS, "http://elsewhere.example/robots.txt");
        assertThat(work(WebOrders.loadTest(site.url("/"), 5, 5, 1)).getDetail()).contains("(status 302)");

        assertThat(site.askedPages()).isEmpty();
    }

    @Test
    void theDelayThatTheSiteWantsIsKept() throws Exception {
        site.robots("User-agent: *", "Crawl-delay: 3");

        work(WebOrders.loadTest(site.url("/"), 11, 50, 4));

        assertThat(ticks.seconds()).isGreaterThanOrEqualTo(30).isLessThan(33);
    }

    @Test
    void aSiteInTroubleIsLeftAlone() throws Exception {
        site.put("/", 503, "text/plain", "");

        Json.Members report = report(work(WebOrders.loadTest(site.url("/"), 1000, 50, 1)));

        assertThat(text(report, "statuses")).isEqualTo("{\"5xx\":10}");
        assertThat(text(report, "ended")).isEqualTo("\"the site was in trouble 10 times in a row\"");
        // 20 ms doubled nine times over.
        assertThat(ticks.seconds()).isGreaterThan(10);
    }

    @Test
    void aSiteThatRecoversIsAskedMoreOftenAgain() throws Exception {
        AtomicInteger number = new AtomicInteger();
        site.put(
                "/",
                exchange -> ConsentingSite.send(exchange, number.getAndIncrement() < 5 ? 429 : 200, "text/plain", ""));

        Json.Members report = report(work(WebOrders.loadTest(site.url("/"), 200, 50, 1)));

        assertThat(text(report, "statuses")).isEqualTo("{\"2xx\":195,\"4xx\":5}");
        assertThat(ticks.seconds()).isGreaterThan(5).isLessThan(30);
    }

    @Test
    void aSiteThatSaysWhenToComeAgainIsHeard() throws Exception {
        AtomicInteger number = new AtomicInteger();
        site.put("/", exchange -> {
            exchange.getResponseHeaders().set("retry-after", number.getAndIncrement() == 0 ? "100" : "4000");
            ConsentingSite.send(exchange, 429, "text/plain", "");
        });

        Json.Members report = report(work(WebOrders.loadTest(site.url("/"), 50, 50, 1)));

        assertThat(text(report, "ended")).isEqualTo("\"the site asks not to come again for 4000 s\"");
        assertThat(whole(report, "sent")).isEqualTo(2);
        assertThat(ticks.seconds()).isGreaterThanOrEqualTo(100);
    }

    @Test
    void aConsentThatIsWithdrawnEndsTheWork() throws Exception {
        AtomicInteger number = new AtomicInteger();
        site.put("/", exchange -> {
            if (number.incrementAndGet() == 30) {
                site.put(ConsentingSite.CONSENT, 410, "text/plain", "");
            }
            ConsentingSite.send(exchange, 200, "text/plain", "");
        });

        Json.Members report = report(work(WebOrders.loadTest(site.url("/"), 1000, 1, 1)));

        assertThat(text(report, "ended")).contains("has not consented");
        assertThat(whole(report, "sent")).isBetween(59L, 61L);
    }

    @Test
    void noMoreIsAskedThanTheSiteConsentsTo() throws Exception {
        site.consent("member: studio", "allow: LOAD_TEST", "until: 2999-01-01", "max-rate: 50", "max-requests: 7");

        Json.Members report = report(work(WebOrders.loadTest(site.url("/"), 50, 50, 4)));

        assertThat(site.askedPages()).hasSize(7);
        assertThat(text(report, "ended")).isEqualTo("\"the site consents to no more than 7 requests\"");
    }

    @Test
    void theQuotaOfTheLineEndsTheWork() throws Exception {
        site.page("/", "x".repeat(10_000));

        Json.Members report = report(work(ticks, WebOrders.loadTest(site.url("/"), 500, 50, 2), line(100_000)));

        assertThat(text(report, "ended")).contains("quota");
        assertThat(whole(report, "sent")).isBetween(9L, 12L);
    }

    @Test
    void cancellingStopsIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(5);
        site.put("/", exchange -> {
            begun.countDown();
            ConsentingSite.send(exchange, 200, "text/plain", "");
        });
        FutureTask<WorkResult> working = new FutureTask<>(
                () -> work(Ticks.REAL, WebOrders.loadTest(site.url("/"), 100_000, 50, 4), line(Long.MAX_VALUE)));
        new Thread(working).start();
        begun.await();

        context.cancel();

        assertThatThrownBy(working::get).hasCauseInstanceOf(CancellationException.class);
        assertThat(site.askedPages().size()).isLessThan(10_000);
    }

    @Test
    void whereTheOwnerLetsNobodyGoNobodyIsAsked() throws Exception {
        context.with("allowed", AllowList.DEFAULT.text());

        WorkResult result = work(WebOrders.loadTest(site.url("/"), 5, 5, 1));

        assertThat(result.getOutcome()).isEqualTo(Outcome.REFUSED);
        assertThat(result.getDetail()).contains("the owner of this line lets nobody go to 127.0.0.1:" + site.port());
        assertThat(site.asked()).isEmpty();
    }

    @Test
    void anOwnerMayWantNoWebWorkAtAll() throws Exception {
        context.with(WebDesk.RATE, 0);

        assertThat(work(WebOrders.loadTest(site.url("/"), 5, 5, 1)).getDetail())
                .isEqualTo("this node does no web work");
        assertThat(site.asked()).isEmpty();
    }

    @Test
    void anOrderBeyondTheLimitsIsRefused() throws Exception {
        assertThat(work(WebOrders.loadTest(site.url("/"), 5, 51, 1)).getDetail())
                .isEqualTo("ratePerSecond is 51; want 1 to 50");
        assertThat(work(WebOrders.spider("file:///etc/passwd", 5, 1)).getDetail())
                .contains("want http://HOST/");
        for (String url : new String[] {"http://a..b/", "http://1.2.3/", "http://[::::]/"}) {
            assertThat(work(WebOrders.spider(url, 5, 1)).getOutcome()).isEqualTo(Outcome.REFUSED);
        }
        assertThat(site.asked()).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private WorkResult work(WorkOrder order) throws Exception {
        return work(ticks, order, line(Long.MAX_VALUE));
    }

    private WorkResult work(Ticks by, WorkOrder order, LeasedLine line) throws Exception {
        return new WebDesk(Clock.systemUTC(), by).work(order, line, context, Meter.start());
    }

    private LeasedLine line(long mostBytes) {
        String allowed = context.setting("allowed").orElse("127.0.0.1:" + site.port());
        return new LeasedLine(1_000_000, mostBytes, () -> AllowList.parse(allowed), meter);
    }

    private static Json.Members report(WorkResult result) {
        assertThat(result.getOutcome()).as(result.getDetail()).isEqualTo(Outcome.DONE);
        return (Json.Members) CanonicalJson.read(
                "report", result.getOutput().toStringUtf8().strip().getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Json.Members report, String name) {
        return CanonicalJson.text(report.values().get(name));
    }

    private static long whole(Json.Members report, String name) {
        return ((Json.Whole) report.values().get(name)).value();
    }
}
