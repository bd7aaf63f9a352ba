package org.dcrbs.peer.execute.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.dcrbs.peer.WebSite;
import org.dcrbs.peer.execute.Orders;
import org.dcrbs.peer.execute.Sha256;
import org.dcrbs.peer.execute.TestContext;
import org.dcrbs.peer.execute.access.web.WebDesk;
import org.dcrbs.peer.execute.lease.LeasedLine;
import org.dcrbs.peer.share.AllowList;
import org.dcrbs.protocol.proof.AccessReceipt;
import org.dcrbs.protocol.v1.AccessFigures;
import org.dcrbs.protocol.v1.AccessProbe;
import org.dcrbs.protocol.v1.AccessProof;
import org.dcrbs.protocol.v1.WebTask;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AccessExecutorTest {
    @TempDir
    Path home;

    private TestContext context;
    private AccessExecutor executor;
    private FutureTask<WorkResult> lease;
    private Thread thread;

    @BeforeEach
    void share() {
        context = new TestContext(home).with(AccessExecutor.SHARE, 10_000);
        executor = new AccessExecutor();
    }

    @AfterEach
    void close() throws InterruptedException {
        executor.close();
        if (thread != null) {
            thread.interrupt();
            thread.join();
        }
    }

    @Test
    void theLineIsOpenUntilTheLeaseEndsAndSaysThenHowItDid() throws Exception {
        LeasedLine line = start(Orders.access(800, Instant.now().plusMillis(2500)));
        line.meter().attempt();
        line.meter().opened();
        line.meter().received(5000);

        String receipt = lease.get().getOutput().toStringUtf8();

        assertThat(line.ended()).isDone();
        assertThat(context.served()).isEmpty();
        AccessFigures figures = AccessReceipt.figures(receipt).orElseThrow();
        assertThat(receipt).startsWith("kept 800 kbit/s until ").endsWith(AccessReceipt.text(figures));
        assertThat(figures.getBytesReceived()).isEqualTo(5000);
        assertThat(figures.getOpened()).isEqualTo(1);
        assertThat(figures.getBusySeconds()).isPositive();
        assertThat(figures.getUpSeconds()).isPositive().isEqualTo(figures.getWatchedSeconds());
        assertThat(books()).isEmpty();
    }

    @Test
    void cancellingEndsTheLine() throws Exception {
        LeasedLine line = start(Orders.access(800, later()));

        context.cancel();

        assertThat(lease.get().getOutcome()).isEqualTo(WorkResult.Outcome.FAILED);
        assertThat(line.ended()).isDone();
    }

    @Test
    void aLeaseMayCarryWhatItsRateAllowsInItsTime() throws Exception {
        LeasedLine line = start(Orders.access(800, Instant.now().plusSeconds(3600)));

        assertThat(line.bytesPerSecond()).isEqualTo(100_000);
        assertThat(line.mostBytes()).isBetween(2L * 3590 * 100_000, 2L * 3601 * 100_000);
    }

    @Test
    void theOwnerMayBoundIt() throws Exception {
        context.with(AccessExecutor.MOST, 3);

        assertThat(start(Orders.access(800, later())).mostBytes()).isEqualTo(3_000_000);
    }

    @Test
    void whatTheOwnerAllowsMayChangeMeanwhile() throws Exception {
        LeasedLine line = start(Orders.access(800, later()));
        assertThat(line.allowed()).isEqualTo(AllowList.DEFAULT);

        context.with(AccessExecutor.ALLOW, "example.org:81");

        assertThat(line.allowed()).isEqualTo(AllowList.parse("example.org:81"));
    }

    @Test
    void aNodeThatStopsInMidLeaseGoesOnCounting() throws Exception {
        WorkOrder order = Orders.access(800, later());
        start(order).meter().received(5000);
        stop();

        LeasedLine again = start(order);

        assertThat(again.meter().figures().getBytesReceived()).isEqualTo(5000);
    }

    @Test
    void theTimeInWhichTheNodeWasAwayIsNotUp() throws Exception {
        WorkOrder order = Orders.access(800, later());
        start(order);
        stop();
        executor.close();
        executor = new AccessExecutor(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(500)));

        AccessFigures figures = start(order).meter().figures();

        assertThat(figures.getWatchedSeconds() - figures.getUpSeconds()).isGreaterThanOrEqualTo(499);
    }

    @Test
    void aBookThatWasTornBeginsAnew() throws Exception {
        WorkOrder order = Orders.access(800, later());
        start(order);
        stop();
        Files.writeString(LineBook.folder(home).resolve(order.getId()), "kept 8");

        assertThat(start(order).meter().bytes()).isZero();
    }

    @Test
    void aRestartClearsAwayWhatEndedMeanwhile() throws Exception {
        WorkOrder order = Orders.access(800, later());
        start(order);
        stop();
        assertThat(books()).containsExactly(order.getId());

        try (AccessExecutor next = new AccessExecutor(Clock.offset(Clock.systemUTC(), Duration.ofDays(2)))) {
            next.recover(home);
        }

        assertThat(books()).isEmpty();
    }

    @Test
    void aProbeFetchesWhatTheCoordinatorServes() throws Exception {
        try (WebSite site = new WebSite()) {
            context.with(AccessExecutor.COORDINATOR, "127.0.0.1");
            WorkOrder order = Orders.access(800, later());
            start(order);

            WorkResult result = executor.execute(probe(order, site.url("/bytes/100000"), 100_000), context);

            assertThat(result.getOutcome()).as(result.getDetail()).isEqualTo(WorkResult.Outcome.DONE);
            AccessProof proof = AccessProof.parseFrom(result.getOutput());
            assertThat(proof.getDigest().toByteArray()).isEqualTo(Sha256.of(new byte[100_000]));
            assertThat(proof.getMillis()).isPositive();
        }
    }

    @Test
    void aProbeThatBringsSomethingElseFails() throws Exception {
        try (WebSite site = new WebSite()) {
            context.with(AccessExecutor.COORDINATOR, "127.0.0.1");
            WorkOrder order = Orders.access(800, later());
            start(order);

            assertThat(executor.execute(probe(order, site.url("/bytes/99"), 100), context)
                            .getDetail())
                    .isEqualTo("the line does not carry: 99 bytes came rather than 100");
            assertThat(executor.execute(probe(order, site.url("/bytes/101"), 100), context)
                            .getOutcome())
                    .isEqualTo(WorkResult.Outcome.FAILED);
            assertThat(executor.execute(probe(order, site.url("/nowhere"), 100), context)
                            .getDetail())
                    .contains("answered 'HTTP/1.1 404 Not Found'");
        }
    }

    @Test
    void aProbeOfTheOwnersNetworkIsRefused() throws Exception {
        try (WebSite site = new WebSite()) {
            WorkOrder order = Orders.access(800, later());
            start(order);

            WorkResult result = executor.execute(probe(order, site.url("/bytes/100"), 100), context);

            assertThat(result.getOutcome()).isEqualTo(WorkResult.Outcome.REFUSED);
            assertThat(result.getDetail())
                    .isEqualTo("127.0.0.1 is neither the coordinator's host nor one of the open internet");
            assertThat(site.asked).hasValue(0);
            assertThat(executor.execute(probe(order, "file:///etc/hosts", 100), context)
                            .getOutcome())
                    .isEqualTo(WorkResult.Outcome.REFUSED);
        }
    }

    @Test
    void aProbeOfALineThatIsNotKeptFails() throws Exception {
        WorkOrder order = Orders.access(800, later());

        assertThat(executor.execute(probe(order, "http://example.org/", 100), context)
                        .getDetail())
                .isEqualTo("no line is kept by order " + order.getId());
    }

    @Test
    void webWorkTakesItsRateOutOfTheShareAndGivesItBack() throws Exception {
        try (WebSite site = new WebSite()) {
            context.with(AccessExecutor.ALLOW, "127.0.0.1:" + site.port()).with(WebDesk.RATE, 5);
            start(Orders.access(9_500, later()));

            assertThat(executor.execute(web(site, 600), context).getDetail())
                    .isEqualTo("internet access in kbit/s: asks 600, but of the share of 10000 only 500 are free");
            assertThat(site.asked).hasValue(0);
            for (int i = 0; i < 2; i++) {
                assertThat(executor.execute(web(site, 500), context).getDetail())
                        .startsWith("http://127.0.0.1:" + site.port() + " has not consented");
            }
            assertThat(books()).hasSize(1);
        }
    }

    @Test
    void webWorkThatIsCancelledHasFailed() throws Exception {
        try (WebSite site = new WebSite()) {
            context.with(AccessExecutor.ALLOW, "127.0.0.1:" + site.port()).with(WebDesk.RATE, 5);
            context.cancel();

            WorkResult result = executor.execute(web(site, 500), context);

            assertThat(result.getOutcome()).isEqualTo(WorkResult.Outcome.FAILED);
            assertThat(result.getDetail()).startsWith("cancelled");
            assertThat(books()).isEmpty();
        }
    }

    private static WorkOrder web(WebSite site, long kilobits) {
        return WorkOrder.newBuilder()
                .setId("web")
                .setLessee("studio")
                .setWeb(WebTask.newBuilder()
                        .setKilobitsPerSecond(kilobits)
                        .setUntilEpochMs(later().toEpochMilli())
                        .setUrl(site.url("/"))
                        .setSpider(WebTask.Spider.newBuilder().setPages(1)))
                .build();
    }

    private static WorkOrder probe(WorkOrder lease, String url, long bytes) {
        return WorkOrder.newBuilder()
                .setId(lease.getId() + "-probe")
                .setAccessProbe(AccessProbe.newBuilder()
                        .setLeaseOrderId(lease.getId())
                        .setUrl(url)
                        .setBytes(bytes))
                .build();
    }

    private LeasedLine start(WorkOrder order) throws Exception {
        AccessExecutor by = executor;
        lease = new FutureTask<>(() -> by.execute(order, context));
        thread = new Thread(lease);
        thread.start();
        while (context.served().isEmpty()) {
            assertThat(lease.isDone()).isFalse();
            Thread.onSpinWait();
        }
        return context.served().orElseThrow().line().orElseThrow();
    }

    private void stop() {
        thread.interrupt();
        assertThatThrownBy(() -> lease.get()).hasCauseInstanceOf(InterruptedException.class);
    }

    private List<String> books() throws IOException {
        try (Stream<Path> files = Files.list(LineBook.folder(home))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Instant later() {
        return Instant.now().plus(Duration.ofDays(1));
    }
}
