package org.dcrbs.peer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcrbs.peer.WebSite;
import org.dcrbs.peer.door.Door;
import org.dcrbs.peer.execute.lease.LeasedLine;
import org.dcrbs.peer.execute.lease.LineMeter;
import org.dcrbs.peer.lease.Members;
import org.dcrbs.peer.share.AllowList;
import org.dcrbs.peer.traffic.Traffic;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.tls.SslContexts;
import org.dcrbs.protocol.v1.AccessFigures;
import org.dcrbs.protocol.v1.Envelope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The lab's node lets the studio through; the site is on this computer, and so has to be listed as an address. */
@Timeout(60)
class ProxyDoorTest {
    private static final String ORDER = "c-1/1/access";

    private final Members members = new Members();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final AtomicInteger lookedUp = new AtomicInteger();
    private final LineMeter lesseesMeter = new LineMeter(AccessFigures.getDefaultInstance());
    private volatile String allowed = "";
    private volatile Names names = InetAddress::getAllByName;
    private volatile Duration askWithin = Duration.ofSeconds(15);
    private LeasedLine line;
    private WebSite site;
    private PeerIdentity studio;
    private PeerIdentity lab;

    @BeforeEach
    void aSite() throws Exception {
        site = keep(new WebSite());
        allowed = "127.0.0.1:" + site.port();
        studio = members.member("studio");
        lab = members.member("lab");
        line = line(1_000_000, Long.MAX_VALUE);
    }

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @Test
    void aTunnelLeadsToTheSite() throws Exception {
        String answer = ask(forwarder(), "CONNECT 127.0.0.1:" + site.port() + " HTTP/1.1\r\n\r\n", tunnel -> {
            tunnel.getOutputStream().write("GET /inside HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        });

        assertThat(answer).startsWith("HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 200 OK");
        assertThat(answer).endsWith("hello /inside");
    }

    @Test
    void plainRequestsReachTheSite() throws Exception {
        int port = forwarder();

        assertThat(ask(port, plain("GET", "/a?b=c%7Cd", "", "")))
                .contains(" 200 OK\r\n")
                .endsWith("hello /a?b=c%7Cd");
        assertThat(ask(port, plain("HEAD", "/a", "", "")))
                .contains(" 200 OK\r\n")
                .endsWith("\r\n\r\n");
        assertThat(ask(port, plain("POST", "/echo", "content-length: 5\r\n", "salve")))
                .endsWith("salve");
        assertThat(ask(port, plain("POST", "/echo", "transfer-encoding: chunked\r\n", "5\r\nsalve\r\n0\r\n\r\n")))
                .endsWith("salve");
    }

    @Test
    void whatIsAboutOneConnectionStaysThere() throws Exception {
        String headers = String.join(
                "\r\n",
                "proxy-authorization: Basic YTpi",
                "te: trailers",
                "x-kept: yes",
                "x-mine: yes",
                "connection: keep-alive, X-Mine",
                "");

        ask(forwarder(), plain("GET", "/", headers, ""));

        assertThat(site.headers).contains("x-kept", "host").doesNotContain("proxy-authorization", "te", "x-mine");
    }

    @Test
    void theSiteHearsTheNameThatTheOwnersListAllows() throws Exception {
        ask(forwarder(), "GET " + site.url("/") + " HTTP/1.1\r\nhost: elsewhere.example\r\n\r\n");

        assertThat(site.host).isEqualTo("127.0.0.1:" + site.port());
    }

    @Test
    void aSecondRequestOnAConnectionIsNotPassedOn() throws Exception {
        String both = plain("GET", "/first", "", "") + plain("GET", "/second", "", "");

        assertThat(ask(forwarder(), both)).endsWith("hello /first");
        assertThat(site.asked).hasValue(1);
    }

    @Test
    void whereTheOwnerLetsNobodyGoIsRefusedInWords() throws Exception {
        int port = forwarder();

        assertThat(ask(port, "CONNECT 127.0.0.1:1 HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 403 ")
                .endsWith("the owner of this line lets nobody go to 127.0.0.1:1\n");
        allowed = "*:" + site.port();
        assertThat(ask(port, plain("GET", "/", "", "")))
                .endsWith("lets nobody go to 127.0.0.1:" + site.port() + ": 127.0.0.1\n");
        assertThat(ask(port, "CONNECT [::1]:" + site.port() + " HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 403 ");
        assertThat(ask(port, "CONNECT 2130706433:" + site.port() + " HTTP/1.1\r\n\r\n"))
                .doesNotContain(" 200 ");
        allowed = AllowList.DEFAULT.text();
        assertThat(ask(port, "GET http://localhost/ HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 403 ");
        assertThat(site.asked).hasValue(0);
        assertThat(line.meter().figures().getAttempts()).isZero();
        assertThat(lesseesMeter.figures().getAttempts()).isZero();
    }

    @Test
    void aNameThatLeadsHomeIsRefused() throws Exception {
        allowed = "*:" + site.port();
        names = host -> InetAddress.getAllByName("127.0.0.1");

        assertThat(ask(forwarder(), get("rebinding.example"))).startsWith("HTTP/1.1 403 ");
        assertThat(site.asked).hasValue(0);
    }

    @Test
    void aNameIsLookedUpOnceAndThatAddressDialled() throws Exception {
        allowed = "127.0.0.1:" + site.port();
        names = host -> InetAddress.getAllByName(lookedUp.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2");

        assertThat(ask(forwarder(), get("rebinding.example"))).endsWith("hello /");
        assertThat(lookedUp).hasValue(1);
    }

    @Test
    void whatCannotBeReachedIsAFailedAttemptAtBothEnds() throws Exception {
        int closed;
        try (WebSite gone = new WebSite()) {
            closed = gone.port();
        }
        allowed = "127.0.0.1:" + closed;

        String answer = ask(forwarder(), "CONNECT 127.0.0.1:" + closed + " HTTP/1.1\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 502 ").endsWith("127.0.0.1:" + closed + " can't be reached\n");
        assertThat(line.meter().figures().getAttempts()).isEqualTo(1);
        assertThat(line.meter().figures().getOpened()).isZero();
        assertThat(lesseesMeter.figures().getAttempts()).isEqualTo(1);
        assertThat(lesseesMeter.figures().getOpened()).isZero();
    }

    @Test
    void bothEndsCountTheSame() throws Exception {
        int port = forwarder();

        ask(port, plain("GET", "/bytes/100000", "", ""));
        ask(port, plain("POST", "/echo", "content-length: 5\r\n", "salve"));
        line.meter().pass(1, 1);
        lesseesMeter.pass(1, 1);

        AccessFigures figures = line.meter().figures();
        assertThat(lesseesMeter.figures()).isEqualTo(figures);
        assertThat(figures.getOpened()).isEqualTo(2);
        assertThat(figures.getBytesReceived()).isBetween(100_000L, 101_000L);
        assertThat(figures.getBusySeconds()).isEqualTo(1);
    }

    @Test
    void whatIsNoRequestToAProxyIsRefusedInWords() throws Exception {
        int port = forwarder();

        assertThat(ask(port, "GET / HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("a whole http://HOST/");
        assertThat(ask(port, "DELETE http://a/ HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("not DELETE");
        assertThat(ask(port, "CONNECT nowhere HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("HOST:PORT");
        assertThat(ask(port, "GET http://user@127.0.0.1/ HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(ask(port, "\u0001\u0002\u0003\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(ask(port, "GET http://" + "a".repeat(20_000) + "/ HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void anotherMemberCannotUseTheLine() throws Exception {
        int port = forwarder("lab", members.member("school"));

        assertThat(ask(port, plain("GET", "/", "", "")))
                .startsWith("HTTP/1.1 403 ")
                .endsWith("no line to the internet is kept here now for you by that order\n");
        assertThat(site.asked).hasValue(0);
    }

    @Test
    void anotherNodeAtTheGiversAddressIsNotTakenForIt() throws Exception {
        int port = forwarder("library", studio);

        assertThat(ask(port, plain("GET", "/", "", ""))).endsWith("at that door is not library but lab\n");
        assertThat(lesseesMeter.figures().getAttempts()).isEqualTo(1);
        assertThat(lesseesMeter.figures().getOpened()).isZero();
    }

    @Test
    void whenTheLeaseEndsSoDoItsConnections() throws Exception {
        int port = forwarder();
        String answer = ask(port, "CONNECT 127.0.0.1:" + site.port() + " HTTP/1.1\r\n\r\n", tunnel -> line.end());

        assertThat(answer).isEqualTo("HTTP/1.1 200 Connection established\r\n\r\n");
        assertThat(ask(port, plain("GET", "/", "", ""))).startsWith("HTTP/1.1 403 ");
    }

    @Test
    void theRateIsHeldOverAllConnectionsTogether() throws Exception {
        line = line(1600, Long.MAX_VALUE);
        int port = forwarder();
        long before = System.nanoTime();

        CompletableFuture<String> other =
                CompletableFuture.supplyAsync(() -> quietly(port, plain("GET", "/bytes/200000", "", "")));
        ask(port, plain("GET", "/bytes/200000", "", ""));
        assertThat(other.get()).contains(" 200 OK");

        assertThat(line.meter().figures().getBytesReceived()).isGreaterThan(400_000);
        assertThat(kilobitsPerSecond(400_000, before)).isLessThan(1600 * 3 / 2);
    }

    @Test
    void theRateIsHeldUpwardsToo() throws Exception {
        line = line(1600, Long.MAX_VALUE);
        int port = forwarder();
        long before = System.nanoTime();

        String answer = ask(port, plain("POST", "/echo", "content-length: 300000\r\n", "x".repeat(300_000)));

        assertThat(answer).contains(" 200 OK").endsWith("xxx");
        assertThat(kilobitsPerSecond(300_000, before)).isLessThan(1600 * 3 / 2);
    }

    @Test
    void theQuotaEndsIt() throws Exception {
        line = line(1_000_000, 200_000);
        int port = forwarder();

        String cut = ask(port, plain("GET", "/bytes/5000000", "", ""));

        assertThat(cut.length()).isLessThan(1_000_000);
        assertThat(ask(port, plain("GET", "/", "", "")))
                .startsWith("HTTP/1.1 403 ")
                .endsWith("the lease's quota of 200000 bytes is used up\n");
    }

    @Test
    void aLeaseHasSoManyConnectionsAndNoMore() throws Exception {
        int port = forwarder();
        String connect = "CONNECT 127.0.0.1:" + site.port() + " HTTP/1.1\r\n\r\n";
        for (int i = 0; i < OpenLine.MOST_CONNECTIONS; i++) {
            Socket tunnel = keep(new Socket(InetAddress.getLoopbackAddress(), port));
            tunnel.getOutputStream().write(connect.getBytes(StandardCharsets.US_ASCII));
            assertThat(tunnel.getInputStream().read()).isEqualTo('H');
        }

        assertThat(ask(port, connect))
                .startsWith("HTTP/1.1 503 ")
                .endsWith("has 64 connections, and may have no more\n");
    }

    @Test
    void whoDoesNotComeToThePointIsHungUpOn() throws Exception {
        askWithin = Duration.ofMillis(300);
        int port = forwarder();

        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), port)) {
            slow.getOutputStream()
                    .write("GET http://127.0.0.1/ HTTP/1.1\r\nx-slow: ".getBytes(StandardCharsets.US_ASCII));
            assertThat(slow.getInputStream().read()).isEqualTo(-1);
        }
    }

    private LeasedLine line(long kilobitsPerSecond, long mostBytes) {
        return new LeasedLine(
                kilobitsPerSecond,
                mostBytes,
                () -> AllowList.parse(allowed),
                new LineMeter(AccessFigures.getDefaultInstance()));
    }

    private int forwarder() throws Exception {
        return forwarder("lab", studio);
    }

    /** Opens the lab's door and a way through it; its port. */
    private int forwarder(String giver, PeerIdentity lessee) throws Exception {
        Traffic traffic = keep(new Traffic());
        ProxyDoor.Lines lines = (caller, order) -> Optional.of(line)
                .filter(one -> caller.equals("studio")
                        && order.equals(ORDER)
                        && !one.ended().isDone());
        ProxyDoor proxy = keep(new ProxyDoor(lines, traffic, host -> names.lookUp(host), askWithin));
        Door door = keep(Door.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                SslContexts.door(lab),
                LinkLimits.DEFAULT,
                (caller, question) -> Envelope.newBuilder(),
                traffic,
                List.of(proxy)));
        InetSocketAddress address =
                InetSocketAddress.createUnresolved("127.0.0.1", door.address().getPort());
        return keep(Forwarder.open(0, address, new LeaseTicket(giver, ORDER), lessee, lesseesMeter))
                .port();
    }

    private <T extends AutoCloseable> T keep(T opened) {
        open.add(opened);
        return opened;
    }

    private String get(String host) {
        return "GET http://" + host + ":" + site.port() + "/ HTTP/1.1\r\nhost: " + host + "\r\n\r\n";
    }

    private String plain(String method, String path, String headers, String body) {
        String host = "127.0.0.1:" + site.port();
        return method + " http://" + host + path + " HTTP/1.1\r\nhost: " + host + "\r\n" + headers + "\r\n" + body;
    }

    private static long kilobitsPerSecond(long bytes, long sinceNanos) {
        return bytes * 8 / Math.max(1, (System.nanoTime() - sinceNanos) / 1_000_000);
    }

    private interface Next {
        void on(Socket socket) throws IOException;
    }

    private static String ask(int port, String request) throws IOException {
        return ask(port, request, socket -> {});
    }

    private static String quietly(int port, String request) {
        try {
            return ask(port, request);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** All that comes until the other side hangs up; something is done after the first bytes of it. */
    private static String ask(int port, String request, Next next) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            int first = in.read();
            next.on(socket);
            String rest = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return first < 0 ? "" : (char) first + rest;
        }
    }
}
