package org.dcrbs.peer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcrbs.peer.WebSite;
import org.dcrbs.peer.execute.lease.CallFailedException;
import org.dcrbs.peer.execute.lease.CallFailedException.Kind;
import org.dcrbs.peer.execute.lease.LeasedLine;
import org.dcrbs.peer.execute.lease.LineMeter;
import org.dcrbs.peer.execute.lease.SiteAnswer;
import org.dcrbs.peer.execute.lease.SiteCalls;
import org.dcrbs.peer.share.AllowList;
import org.dcrbs.peer.traffic.Traffic;
import org.dcrbs.protocol.v1.AccessFigures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SiteLineTest {
    private static final SiteCalls.Bounds BOUNDS = new SiteCalls.Bounds(1 << 20, 100, Duration.ofSeconds(20));

    private final LineMeter meter = new LineMeter(AccessFigures.getDefaultInstance());
    private final AtomicInteger lookedUp = new AtomicInteger();
    private WebSite site;
    private volatile String allowed;
    private volatile Names names = InetAddress::getAllByName;
    private LeasedLine line;
    private SiteLine calls;
    private X509Certificate[] trusted = {};

    @BeforeEach
    void aSite() throws Exception {
        site = new WebSite();
        allowed = "127.0.0.1:*";
        open(8_000_000, Long.MAX_VALUE);
    }

    private void open(long kilobits, long mostBytes) throws IOException {
        line = new LeasedLine(kilobits, mostBytes, () -> AllowList.parse(allowed), meter);
        SslContextBuilder tls = SslContextBuilder.forClient();
        if (trusted.length > 0) {
            tls.trustManager(trusted);
        }
        calls = new SiteLine(
                line,
                2,
                new Traffic(),
                host -> {
                    lookedUp.incrementAndGet();
                    return names.lookUp(host);
                },
                tls);
    }

    @AfterEach
    void close() {
        calls.close();
        site.close();
    }

    @Test
    void anAnswerComesAsFarAsItIsWanted() throws Exception {
        SiteAnswer answer =
                calls.get(URI.create(site.url("/bytes/1000")), BOUNDS).get();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bytes()).isEqualTo(1000);
        assertThat(answer.body().size()).isEqualTo(100);
        assertThat(answer.cut()).isFalse();
        assertThat(site.headers).contains("user-agent", "host");
        assertThat(meter.figures().getBytesReceived()).isGreaterThan(1000);
        assertThat(meter.figures().getBytesSent()).isBetween(50L, 500L);
        assertThat(calls.get(URI.create(site.url("/bytes/100000000")), BOUNDS)
                        .get()
                        .cut())
                .isTrue();
    }

    @Test
    void aHostKeepsTheAddressAtWhichItWasReached() throws Exception {
        allowed = "127.0.0.0/8:*";
        names = host -> InetAddress.getAllByName("127.0.0.1");
        URI url = URI.create("http://rebinding.example:" + site.port() + "/");
        calls.get(url, BOUNDS).get();

        names = host -> InetAddress.getAllByName("127.0.0.2");

        assertThat(calls.get(url, BOUNDS).get().status()).isEqualTo(200);
        assertThat(site.asked).hasValue(2);
        assertThat(lookedUp).hasValue(1);
    }

    @Test
    void aNameThatLeadsHomeIsNotFollowed() throws Exception {
        allowed = "*:*";
        names = host -> InetAddress.getAllByName("127.0.0.1");

        assertThat(failure("http://rebinding.example:" + site.port() + "/")).isEqualTo(Kind.DENIED);
        assertThat(site.asked).hasValue(0);
    }

    @Test
    void whatStoodInTheWayIsTold() throws Exception {
        names = host -> {
            throw new UnknownHostException(host);
        };
        assertThat(failure("http://nowhere.example:81/")).isEqualTo(Kind.UNKNOWN_HOST);
        names = InetAddress::getAllByName;
        assertThat(failure("http://127.0.0.1:" + freePort() + "/")).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void aSecureSiteHasToProveItsName(@TempDir Path folder) throws Exception {
        try (SecureSite secure = new SecureSite(folder)) {
            String url = "https://localhost:" + secure.port() + "/";
            assertThat(failure(url)).isEqualTo(Kind.TLS);
            calls.close();
            trusted = new X509Certificate[] {secure.certificate()};
            open(8_000_000, Long.MAX_VALUE);

            SiteAnswer answer = calls.get(URI.create(url), BOUNDS).get();

            assertThat(answer.body().toStringUtf8()).isEqualTo("localhost:" + secure.port());
            assertThat(failure("https://127.0.0.1:" + secure.port() + "/")).isEqualTo(Kind.TLS);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @Test
    void anAnswerThatDripsIsGivenUp() throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread dripping = new Thread(() -> drip(slow));
            dripping.start();

            SiteCalls.Bounds bounds = new SiteCalls.Bounds(1 << 20, 100, Duration.ofMillis(500));
            assertThat(failure("http://127.0.0.1:" + slow.getLocalPort() + "/", bounds))
                    .isEqualTo(Kind.TIMEOUT);
            // Only a connection that was hung up lets it end.
            dripping.join();
        }
    }

    private static void drip(ServerSocket slow) {
        try (Socket socket = slow.accept();
                OutputStream out = socket.getOutputStream()) {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write('a');
                out.flush();
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void theLinesRateAndQuotaHold() throws Exception {
        calls.close();
        open(4_000, 1_100_000);
        long begun = System.nanoTime();

        calls.get(URI.create(site.url("/bytes/1000000")), BOUNDS).get();

        // 500,000 bytes a second; those of one second are let through at once.
        assertThat(System.nanoTime() - begun).isGreaterThan(500_000_000L);
        assertThat(failure(site.url("/bytes/250000"))).isEqualTo(Kind.LINE_OVER);
        assertThat(failure(site.url("/"))).isEqualTo(Kind.LINE_OVER);
    }

    @Test
    void theLinesEndIsTheirs() throws Exception {
        line.end();

        assertThat(failure(site.url("/"))).isEqualTo(Kind.LINE_OVER);
        assertThat(site.asked).hasValue(0);
    }

    private Kind failure(String url) throws InterruptedException {
        return failure(url, BOUNDS);
    }

    private Kind failure(String url, SiteCalls.Bounds bounds) throws InterruptedException {
        try {
            throw new AssertionError(
                    "answered: " + calls.get(URI.create(url), bounds).get());
        } catch (ExecutionException e) {
            return Optional.of(e.getCause())
                    .map(cause -> ((CallFailedException) cause).kind())
                    .orElseThrow();
        }
    }
}
