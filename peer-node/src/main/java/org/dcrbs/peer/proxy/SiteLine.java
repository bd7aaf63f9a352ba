package org.dcrbs.peer.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.dcrbs.peer.execute.lease.CallFailedException;
import org.dcrbs.peer.execute.lease.CallFailedException.Kind;
import org.dcrbs.peer.execute.lease.LeasedLine;
import org.dcrbs.peer.execute.lease.SiteAnswer;
import org.dcrbs.peer.execute.lease.SiteCalls;
import org.dcrbs.peer.traffic.Traffic;

/** Calls sites for a lessee over its line, by the way that its own connections would go. */
public final class SiteLine implements SiteCalls {
    private static final String AGENT = "dcrbs";
    private static final int HTTPS = 443;
    private static final int LONGEST_STATUS_LINE = 4096;
    private static final int LONGEST_HEADERS = 32 * 1024;
    private static final int PIECE = 16 * 1024;

    private final OpenLine line;
    private final SslContext tls;
    private final Names names;
    private final Map<String, InetAddress[]> reached = new ConcurrentHashMap<>();
    private final ScheduledExecutorService pacing = Executors.newSingleThreadScheduledExecutor(SiteLine::daemon);
    private final ExecutorService lookingUp = Executors.newSingleThreadExecutor(SiteLine::daemon);
    private final EventLoopGroup loops;
    private final Dialler dialler;

    /**
     * @param parts how many threads share the work
     * @param traffic told of all that goes through
     */
    public static SiteLine open(LeasedLine line, int parts, Traffic traffic) {
        return new SiteLine(line, parts, traffic, InetAddress::getAllByName, SslContextBuilder.forClient());
    }

    SiteLine(LeasedLine line, int parts, Traffic traffic, Names names, SslContextBuilder tls) {
        this.line = OpenLine.ofNode(line, pacing, traffic);
        this.names = names;
        this.tls = context(tls);
        loops = new MultiThreadIoEventLoopGroup(
                parts, new DefaultThreadFactory("web", true), NioIoHandler.newFactory());
        dialler = new Dialler(this::lookUp, lookingUp);
    }

    private static SslContext context(SslContextBuilder tls) {
        try {
            return tls.sslProvider(SslProvider.JDK)
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        InetAddress[] known = reached.get(host);
        return known == null ? names.lookUp(host) : known;
    }

    @Override
    public CompletableFuture<SiteAnswer> get(URI url, Bounds bounds) {
        EventLoop loop = loops.next();
        CompletableFuture<SiteAnswer> answer = new CompletableFuture<>();
        var late = loop.schedule(
                () -> fail(
                        answer,
                        Kind.TIMEOUT,
                        "no whole answer within " + bounds.within().toSeconds() + " s"),
                bounds.within().toMillis(),
                TimeUnit.MILLISECONDS);
        var unused = answer.whenComplete((done, failed) -> late.cancel(false));
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        Destination to = destination(url, secure);
        if (line.line().isUsedUp() || line.line().ended().isDone()) {
            fail(answer, Kind.LINE_OVER, "the line's quota is used up, or its time over");
            return answer;
        }
        dialler.dial(to, line.line().allowed(), line, loop, new Dialler.Outcome() {
            @Override
            public void connected(Channel site) {
                if (answer.isDone() || !line.carry(site)) {
                    fail(answer, Kind.LINE_OVER, "the line's quota is used up, or its time over");
                    var unused = site.close();
                    return;
                }
                reached.putIfAbsent(
                        to.host(), new InetAddress[] {((InetSocketAddress) site.remoteAddress()).getAddress()});
                ask(site, request(url, to, secure), to, secure, new SiteExchange(bounds, answer, line.line()));
            }

            @Override
            public void refused(Refusal why) {
                fail(answer, kind(why), why.words());
            }
        });
        return answer;
    }

    private static Destination destination(URI url, boolean secure) {
        int usual = secure ? HTTPS : Destination.HTTP;
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return new Destination(
                url.getHost().replaceAll("^\\[|]$", ""),
                url.getPort() < 0 ? usual : url.getPort(),
                url.getRawQuery() == null ? path : path + "?" + url.getRawQuery());
    }

    private static FullHttpRequest request(URI url, Destination to, boolean secure) {
        FullHttpRequest request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, to.path(), Unpooled.EMPTY_BUFFER);
        request.headers()
                .set("host", secure && to.port() == HTTPS ? url.getHost() : to.authority())
                .set("user-agent", AGENT)
                .set("accept", "*/*")
                .set("accept-encoding", "identity")
                .set("connection", "close");
        return request;
    }

    private void ask(Channel site, FullHttpRequest request, Destination to, boolean secure, SiteExchange exchange) {
        ChannelPipeline pipeline = site.pipeline();
        pipeline.addLast(line.countingAtSite());
        if (secure) {
            pipeline.addLast(tls.newHandler(site.alloc(), to.host(), to.port()));
        }
        pipeline.addLast(new HttpClientCodec(LONGEST_STATUS_LINE, LONGEST_HEADERS, PIECE))
                .addLast(exchange);
        exchange.closeWhenDone(site);
        var unused = site.writeAndFlush(request);
        site.config().setAutoRead(true);
    }

    private static Kind kind(Refusal why) {
        return switch (why.error()) {
            case Refusal.DENIED -> Kind.DENIED;
            case Refusal.DNS_ERROR -> Kind.UNKNOWN_HOST;
            default -> Kind.UNREACHABLE;
        };
    }

    static void fail(CompletableFuture<SiteAnswer> answer, Kind kind, String words) {
        answer.completeExceptionally(new CallFailedException(kind, words));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "site-line");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        line.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        lookingUp.shutdownNow();
        pacing.shutdownNow();
    }
}
