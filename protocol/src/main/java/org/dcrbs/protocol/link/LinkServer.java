package org.dcrbs.protocol.link;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Listens for peers. One listener hears of all sessions. */
public final class LinkServer implements AutoCloseable {
    private static final int BACKLOG = 1024;

    private final EventLoopGroup loops;
    private final ChannelGroup connections;
    private final Channel door;

    private LinkServer(EventLoopGroup loops, ChannelGroup connections, Channel door) {
        this.loops = loops;
        this.connections = connections;
        this.door = door;
    }

    /**
     * Listens until closed.
     *
     * @param at port 0 takes any free one; see {@link #address}
     * @param workers run the listener; not closed by this server
     */
    public static LinkServer start(
            InetSocketAddress at, SslContext tls, LinkLimits limits, Executor workers, LinkListener listener)
            throws IOException {
        return start(at, tls, limits, workers, listener, List.of());
    }

    /** The same, for who speaks other protocols of those that the TLS context offers, too. */
    public static LinkServer start(
            InetSocketAddress at,
            SslContext tls,
            LinkLimits limits,
            Executor workers,
            LinkListener listener,
            List<OtherProtocol> others)
            throws IOException {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
                0, new DefaultThreadFactory("link-server", true), NioIoHandler.newFactory());
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connections.add(channel);
                        Pipeline.build(
                                channel,
                                tls.newHandler(channel.alloc()),
                                limits,
                                new ServerSessionHandler(listener, workers, limits));
                        others.forEach(other -> ProtocolChoice.add(channel, other));
                    }
                });
        var bound = bootstrap.bind(at).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
            throw new IOException(
                    "cannot listen on " + at + ": " + bound.cause().getMessage(), bound.cause());
        }
        return new LinkServer(loops, connections, bound.channel());
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) door.localAddress();
    }

    /** How many connections there are, those in the handshake included. */
    public int connections() {
        return connections.size();
    }

    @Override
    public void close() {
        door.close().awaitUninterruptibly();
        connections.close().awaitUninterruptibly();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
