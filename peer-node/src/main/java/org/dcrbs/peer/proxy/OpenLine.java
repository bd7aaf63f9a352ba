package org.dcrbs.peer.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.traffic.GlobalTrafficShapingHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcrbs.peer.execute.lease.LeasedLine;
import org.dcrbs.peer.traffic.Traffic;

/** A leased line while it is in use: all of its connections share its rate, each way, and its quota. */
final class OpenLine {
    static final int MOST_CONNECTIONS = 64;

    /** What waits for its turn, a connection; beyond it nothing more is read for it. */
    private static final long WAITING_BYTES = 256 * 1024;

    /** What a line that was silent lets through at once is what it may carry in this time. */
    private static final long LOOK_MILLIS = 100;
    /** Else a slow line's pieces would be let go before their time. */
    private static final long LONGEST_WAIT_MILLIS = Duration.ofDays(1).toMillis();

    private final LeasedLine line;
    private final Traffic traffic;
    private final GlobalTrafficShapingHandler toLessee;
    private final GlobalTrafficShapingHandler toSites;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final AtomicInteger taken = new AtomicInteger();

    /** Only what is written is paced; that slows reading on the other side, which so needs no pace of its own. */
    OpenLine(LeasedLine line, ScheduledExecutorService pacing, Traffic traffic) {
        this(line, pacing, traffic, 0);
    }

    private OpenLine(LeasedLine line, ScheduledExecutorService pacing, Traffic traffic, long readPerSecond) {
        this.line = line;
        this.traffic = traffic;
        toLessee = shaper(line, pacing, 0);
        toSites = shaper(line, pacing, readPerSecond);
    }

    /** Without a lessee's connections, whose writing would slow what sites send. */
    static OpenLine ofNode(LeasedLine line, ScheduledExecutorService pacing, Traffic traffic) {
        return new OpenLine(line, pacing, traffic, line.bytesPerSecond());
    }

    private static GlobalTrafficShapingHandler shaper(
            LeasedLine line, ScheduledExecutorService pacing, long readPerSecond) {
        GlobalTrafficShapingHandler shaper = new GlobalTrafficShapingHandler(
                pacing, line.bytesPerSecond(), readPerSecond, LOOK_MILLIS, LONGEST_WAIT_MILLIS);
        shaper.setMaxWriteSize(WAITING_BYTES);
        return shaper;
    }

    LeasedLine line() {
        return line;
    }

    /** A place among the connections, until the channel closes; false if all are taken, or the line is gone. */
    boolean admit(Channel lessee) {
        if (taken.incrementAndGet() > MOST_CONNECTIONS) {
            taken.decrementAndGet();
            return false;
        }
        var unused = lessee.closeFuture().addListener(closed -> taken.decrementAndGet());
        return carry(lessee);
    }

    /** Has the channel end with the line, and with its quota; false if they are gone. */
    boolean carry(Channel channel) {
        connections.add(channel);
        // The line may have ended in between.
        return !line.ended().isDone() && !line.isUsedUp();
    }

    void paceToLessee(Channel lessee) {
        pace(lessee, toLessee);
    }

    void paceToSite(Channel site) {
        pace(site, toSites);
    }

    /** It has its rate by contract, and so does not wait for the node's other traffic: that gets what is left. */
    private void pace(Channel channel, ChannelHandler pacing) {
        channel.pipeline().addLast(Counting.ofNode(traffic)).addLast(pacing);
    }

    ChannelHandler counting() {
        return new Counting(line.meter(), this::closeIfUsedUp);
    }

    ChannelHandler countingAtSite() {
        return Counting.atSite(line.meter(), this::closeIfUsedUp);
    }

    private void closeIfUsedUp() {
        if (line.isUsedUp()) {
            close(connections);
        }
    }

    private static void close(ChannelGroup connections) {
        var unused = connections.close();
    }

    void close() {
        close(connections);
        toLessee.release();
        toSites.release();
    }
}
