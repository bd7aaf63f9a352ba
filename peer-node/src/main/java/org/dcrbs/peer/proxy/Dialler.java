package org.dcrbs.peer.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.dcrbs.peer.share.AllowList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dials sites for lessees: looks the name up once, and dials what the owner allows of the addresses it then has. */
final class Dialler {
    private static final Logger LOG = LoggerFactory.getLogger(Dialler.class);
    private static final int CONNECT_WITHIN_MILLIS = 10_000;
    private static final int MOST_ADDRESSES = 3;

    private final Names names;
    private final Executor lookingUp;

    Dialler(Names names, Executor lookingUp) {
        this.names = names;
        this.lookingUp = lookingUp;
    }

    /** What comes of it, told in the event loop of who asks. */
    interface Outcome {
        void connected(Channel site);

        void refused(Refusal why);
    }

    /** Tells the outcome when it is there; nothing is read from the site until its reader asks. */
    void dial(Destination to, AllowList allowed, OpenLine line, EventLoop loop, Outcome outcome) {
        if (!allowed.mayKnow(to.host(), to.port())) {
            outcome.refused(Refusal.denied("the owner of this line lets nobody go to " + to));
            return;
        }
        try {
            lookingUp.execute(() -> {
                try {
                    InetAddress[] known = names.lookUp(to.host());
                    loop.execute(() -> dial(to, List.of(known), allowed, line, loop, outcome));
                } catch (UnknownHostException e) {
                    loop.execute(() -> {
                        line.line().meter().attempt();
                        outcome.refused(Refusal.unknownHost("there is no host " + to.host()));
                    });
                }
            });
        } catch (RejectedExecutionException e) {
            outcome.refused(Refusal.tooMany("this node stops"));
        }
    }

    private static void dial(
            Destination to,
            List<InetAddress> known,
            AllowList allowed,
            OpenLine line,
            EventLoop loop,
            Outcome outcome) {
        List<InetAddress> good = known.stream()
                .filter(address -> allowed.allows(to.host(), address, to.port()))
                .limit(MOST_ADDRESSES)
                .toList();
        if (good.isEmpty()) {
            outcome.refused(Refusal.denied("the owner of this line lets nobody go to " + to + ": "
                    + String.join(
                            ", ",
                            known.stream().map(InetAddress::getHostAddress).toList())));
            return;
        }
        line.line().meter().attempt();
        connect(to, good, line, loop, outcome);
    }

    private static void connect(
            Destination to, List<InetAddress> addresses, OpenLine line, EventLoop loop, Outcome outcome) {
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_WITHIN_MILLIS)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.AUTO_READ, false)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel site) {
                        line.paceToSite(site);
                    }
                })
                .connect(new InetSocketAddress(addresses.get(0), to.port()))
                .addListener((ChannelFuture done) -> {
                    if (done.isSuccess()) {
                        line.line().meter().opened();
                        outcome.connected(done.channel());
                    } else if (addresses.size() > 1) {
                        connect(to, addresses.subList(1, addresses.size()), line, loop, outcome);
                    } else {
                        LOG.debug("{} can't be reached: {}", to, done.cause().getMessage());
                        outcome.refused(Refusal.unreachable(to + " can't be reached"));
                    }
                });
    }
}
