package org.dcrbs.peer.proxy;

import io.netty.channel.Channel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dcrbs.peer.execute.lease.LeasedLine;
import org.dcrbs.peer.traffic.Traffic;
import org.dcrbs.protocol.link.OtherProtocol;
import org.dcrbs.protocol.tls.PeerName;
import org.dcrbs.protocol.tls.SslContexts;

/** What lessees of internet access find at the door: after one line that names the lease, an HTTP proxy. */
public final class ProxyDoor implements OtherProtocol, AutoCloseable {
    /** From the handshake to the whole of the request's head. */
    private static final Duration ASK_WITHIN = Duration.ofSeconds(15);

    private static final int LONGEST_LINE = 400;
    private static final int LOOKING_UP = 4;

    private final Lines lines;
    private final Traffic traffic;
    private final Names names;
    private final Duration askWithin;
    private final Map<LeasedLine, OpenLine> open = new ConcurrentHashMap<>();
    private final ExecutorService lookingUp = Executors.newFixedThreadPool(LOOKING_UP, ProxyDoor::daemon);
    private final ScheduledExecutorService pacing = Executors.newSingleThreadScheduledExecutor(ProxyDoor::daemon);

    /** The lines that are leased now. */
    public interface Lines {
        /** The one of that order, if the caller is its lessee. */
        Optional<LeasedLine> line(String caller, String order);
    }

    /**
     * A door that looks names up as the computer does.
     *
     * @param traffic told of all that goes through
     */
    public ProxyDoor(Lines lines, Traffic traffic) {
        this(lines, traffic, InetAddress::getAllByName, ASK_WITHIN);
    }

    ProxyDoor(Lines lines, Traffic traffic, Names names, Duration askWithin) {
        this.lines = lines;
        this.traffic = traffic;
        this.names = names;
        this.askWithin = askWithin;
    }

    @Override
    public String name() {
        return SslContexts.PROXY_PROTOCOL;
    }

    @Override
    public void take(Channel channel, PeerName caller) {
        channel.pipeline()
                .addLast(new LineBasedFrameDecoder(LONGEST_LINE))
                .addLast(new Greeting(order -> open(caller.partyId(), order), new Dialler(names, lookingUp)));
        var late = channel.eventLoop()
                .schedule(
                        () -> {
                            if (!Stage.isAsked(channel)) {
                                var unused = channel.close();
                            }
                        },
                        askWithin.toMillis(),
                        TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> late.cancel(false));
    }

    private Optional<OpenLine> open(String caller, String order) {
        return lines.line(caller, order).map(line -> open.computeIfAbsent(line, this::start));
    }

    private OpenLine start(LeasedLine line) {
        OpenLine opened = new OpenLine(line, pacing, traffic);
        // Not within the map's own computation.
        var unused = line.ended()
                .thenRunAsync(
                        () -> {
                            open.remove(line);
                            opened.close();
                        },
                        pacing);
        return opened;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        open.values().forEach(OpenLine::close);
        lookingUp.shutdownNow();
        pacing.shutdownNow();
    }
}
