package org.dcrbs.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dcrbs.peer.config.ShareFile;
import org.dcrbs.peer.execute.access.AccessExecutor;
import org.dcrbs.peer.share.Share;
import org.dcrbs.protocol.proof.AccessReceipt;
import org.dcrbs.protocol.tls.EnrolmentToken;
import org.dcrbs.protocol.v1.AccessFigures;
import org.dcrbs.protocol.v1.AccessLease;
import org.dcrbs.protocol.v1.CancelOrder;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Envelope.BodyCase;
import org.dcrbs.protocol.v1.Errand;
import org.dcrbs.protocol.v1.ErrandAnswer;
import org.dcrbs.protocol.v1.WorkOrder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A lease of internet access from the order to the report: the lab's node gives, the studio's program goes through. */
@Timeout(120)
class AccessLeaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern PROXY = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+) leads through lab's line");
    private static final String ORDER = "c-1/1/access";

    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();
    private final Instant until = Instant.now().plus(Duration.ofHours(1));
    private StandIn coordinator;
    private WebSite site;
    private Share share;
    private PeerNode lab;
    private String door;
    private FutureTask<Integer> command;
    private Thread thread;

    @BeforeEach
    void aLease() throws Exception {
        coordinator = new StandIn();
        site = new WebSite();
        Path file = folder.resolve("lab-share.json");
        Files.writeString(file, """
                {"internet": {"medium": "LAN", "kilobitsPerSecond": 100000, "allow": ["127.0.0.1:%d"]},
                 "door": {"port": %d}}
                """.formatted(site.port(), freePort()));
        share = ShareFile.read(file);
        startLab(coordinator.token("lab"));
        coordinator.order(WorkOrder.newBuilder()
                .setId(ORDER)
                .setAttempt(1)
                .setLessee("studio")
                .setAccess(AccessLease.newBuilder().setKilobitsPerSecond(40_000).setUntilEpochMs(until.toEpochMilli()))
                .build());
        coordinator.errands = this::answer;
        assertThat(run(
                        "enrol",
                        "--coordinator",
                        coordinator.address().toString(),
                        "--token",
                        coordinator.token("studio").text()))
                .as(said.toString())
                .isZero();
        command = new FutureTask<>(() -> run("access", "--port", "0"));
        thread = new Thread(command);
        thread.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
        lab.close();
        site.close();
        coordinator.close();
    }

    @Test
    void theLesseesProgramGoesThroughAndReportsWhatTheGiverCounts() throws Exception {
        assertThat(get(answer -> answer.endsWith("hello /"))).contains(" 200 OK");
        thread.interrupt();
        assertThat(command.get()).as(said.toString()).isZero();
        AccessFigures lessees = report();
        coordinator.send(
                Envelope.newBuilder().setCancelOrder(CancelOrder.newBuilder().setOrderId(ORDER)));

        assertThat(lessees.getOpened()).isEqualTo(lessees.getAttempts()).isPositive();
        assertThat(lessees.getBytesReceived()).isGreaterThan(100);
        assertThat(said.toString()).contains("40000 kbit/s until " + until.truncatedTo(ChronoUnit.MILLIS));
        assertThat(coordinator.next(BodyCase.WORK_RESULT).getWorkResult().getDetail())
                .startsWith("cancelled");
    }

    @Test
    void aGiverThatIsStartedAgainGoesOnWithLineAndFigures() throws Exception {
        get(answer -> answer.endsWith("hello /"));
        lab.close();
        assertThat(get(answer -> answer.contains(" 502 "))).contains("lab can't be reached at 127.0.0.1:");

        startLab(null);

        assertThat(get(answer -> answer.endsWith("hello /"))).contains(" 200 OK");
        lab.close();
        String book = Files.readString(folder.resolve("lab/leases/access").resolve(book()));
        AccessFigures figures = AccessReceipt.figures(
                        book.lines().skip(1).findFirst().orElseThrow())
                .orElseThrow();
        assertThat(figures.getOpened()).isGreaterThanOrEqualTo(2);
        startLab(null);
    }

    private String book() throws IOException {
        try (var files = Files.list(folder.resolve("lab/leases/access"))) {
            return files.findFirst().orElseThrow().getFileName().toString();
        }
    }

    private void startLab(@Nullable EnrolmentToken token) throws Exception {
        lab = PeerNode.start(Nodes.with(
                Nodes.plan(coordinator, folder.resolve("lab"), token, share, new Counting()), new AccessExecutor()));
        coordinator.nextWelcomed();
        door = coordinator.next(BodyCase.HELLO).getHello().getDoor();
    }

    private Envelope.Builder answer(Errand errand) {
        ErrandAnswer.Builder answer = ErrandAnswer.newBuilder();
        if (errand.hasListLeases()) {
            answer.setLeases(ErrandAnswer.Leases.newBuilder()
                    .addLeases(ErrandAnswer.Lease.newBuilder()
                            .setOrderId(ORDER)
                            .setGiver("lab")
                            .setCategory("INTERNET_ACCESS")
                            .setAmount(40_000)
                            .setUntilEpochMs(until.toEpochMilli())
                            .setDoor("127.0.0.1" + door)));
        } else {
            answer.setNoted(ErrandAnswer.Noted.getDefaultInstance());
        }
        return Envelope.newBuilder().setErrandAnswer(answer);
    }

    private AccessFigures report() throws InterruptedException {
        Errand errand = coordinator.next(BodyCase.ERRAND).getErrand();
        while (!errand.hasReportAccess()) {
            errand = coordinator.next(BodyCase.ERRAND).getErrand();
        }
        assertThat(errand.getReportAccess().getOrderId()).isEqualTo(ORDER);
        return errand.getReportAccess().getFigures();
    }

    private int run(String... args) {
        PrintWriter out = new PrintWriter(said, true);
        CommandLine program = new CommandLine(new PeerMain()).setOut(out).setErr(out);
        String[] all = Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--home";
        all[args.length + 1] = folder.resolve("studio").toString();
        return program.execute(all);
    }

    /** Asks through the proxy until the answer is one that is waited for: the node takes a while to have the lease. */
    private String get(Predicate<String> wanted) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last = "";
        while (System.nanoTime() < deadline) {
            Matcher proxy = PROXY.matcher(said.toString());
            if (proxy.find()) {
                last = ask(Integer.parseInt(proxy.group(1)));
                if (wanted.test(last)) {
                    return last;
                }
            }
            assertThat(command.isDone()).as(said.toString()).isFalse();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError("last came: " + last + "; said: " + said);
    }

    private String ask(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = "GET " + site.url("/") + " HTTP/1.1\r\nhost: here\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
