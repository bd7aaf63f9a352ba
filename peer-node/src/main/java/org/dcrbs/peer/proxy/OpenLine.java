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

/** A leased line while it is in use: all of its connections share its rate, each way, and its quota. */
final class OpenLine {
    static final int MOST_CONNECTIONS = 64;

    /** What waits for its turn, a connection; beyond it nothing more is read for it. */
    private static final long WAITING_BYTES = 256 * 1024;

    private static final long LOOK_MILLIS = 1000;
    /** Else a slow line's pieces would be let go before their time. */
    private static final long LONGEST_WAIT_MILLIS = Duration.ofDays(1).toMillis();

    private final LeasedLine line;
    private final GlobalTrafficShapingHandler toLessee;
    private final GlobalTrafficShapingHandler toSites;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final AtomicInteger taken = new AtomicInteger();

    OpenLine(LeasedLine line, ScheduledExecutorService pacing) {
        this.line = line;
        toLessee = shaper(line, pacing);
        toSites = shaper(line, pacing);
    }

    /** Only what is written is paced; that slows reading on the other side, which so needs no pace of its own. */
    private static GlobalTrafficShapingHandler shaper(LeasedLine line, ScheduledExecutorService pacing) {
        GlobalTrafficShapingHandler shaper =
                new GlobalTrafficShapingHandler(pacing, line.bytesPerSecond(), 0, LOOK_MILLIS, LONGEST_WAIT_MILLIS);
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
        connections.add(lessee);
        // The line may have ended in between.
        return !line.ended().isDone();
    }

    ChannelHandler toLessee() {
        return toLessee;
    }

    ChannelHandler toSites() {
        return toSites;
    }

    ChannelHandler counting() {
        return new Counting(line.meter(), this::closeIfUsedUp);
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
