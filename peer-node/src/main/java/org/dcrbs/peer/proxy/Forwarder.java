package org.dcrbs.peer.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.dcrbs.peer.execute.lease.LineMeter;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.tls.SslContexts;

/** The lessee's end: an HTTP proxy on this computer whose connections lead through the giver's door. */
public final class Forwarder implements AutoCloseable {
    private static final int WITHIN_MILLIS = 10_000;
    /** A little longer than the giver waits, which so has the first word. */
    private static final int SILENT_SECONDS = 330;

    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("forwarder", true), NioIoHandler.newFactory());
    private final InetSocketAddress door;
    private final LeaseTicket ticket;
    private final SslContext tls;
    private final LineMeter meter;
    private final Channel here;

    /**
     * Listens on this computer's loopback address until closed.
     *
     * @param port 0 takes any free one
     * @param ticket for whose line, by which order
     * @param meter counts on this end
     */
    public static Forwarder open(
            int port, InetSocketAddress door, LeaseTicket ticket, PeerIdentity own, LineMeter meter)
            throws IOException {
        return new Forwarder(port, door, ticket, own, meter);
    }

    private Forwarder(int port, InetSocketAddress door, LeaseTicket ticket, PeerIdentity own, LineMeter meter)
            throws IOException {
        this.door = door;
        this.ticket = ticket;
        this.tls = SslContexts.goingThrough(own);
        this.meter = meter;
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel program) {
                        dial(program);
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
            throw new IOException("cannot listen on port " + port + " of this computer: "
                    + bound.cause().getMessage());
        }
        here = bound.channel();
    }

    private void dial(Channel program) {
        new Bootstrap()
                .group(program.eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, WITHIN_MILLIS)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel giver) {
                        SslHandler handler = tls.newHandler(giver.alloc(), door.getHostString(), door.getPort());
                        handler.setHandshakeTimeoutMillis(WITHIN_MILLIS);
                        giver.pipeline()
                                .addLast(handler)
                                .addLast(new IdleStateHandler(0, 0, SILENT_SECONDS))
                                .addLast(new Crossing(program, ticket, meter));
                    }
                })
                .connect(door.getHostString(), door.getPort())
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        meter.attempt();
                        Apology.make(
                                program,
                                ticket.giver() + " can't be reached at " + door.getHostString() + ":" + door.getPort());
                    }
                });
    }

    public int port() {
        return ((InetSocketAddress) here.localAddress()).getPort();
    }

    @Override
    public void close() {
        here.close().awaitUninterruptibly();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
