package org.dcrbs.protocol.link;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Dials the coordinator. */
public final class LinkClient implements AutoCloseable {
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("link-client", true), NioIoHandler.newFactory());
    private final LinkLimits limits;
    private final Executor workers;

    /**
     * A client with no connection yet.
     *
     * @param workers run the listeners; not closed by this client
     */
    public LinkClient(LinkLimits limits, Executor workers) {
        this.limits = limits;
        this.workers = workers;
    }

    /**
     * Opens a connection. The result fails with a {@link LinkException} that says why in plain words.
     *
     * <p>In TLS 1.3 the client is done before the server has judged its certificate: a refusal of that comes as
     * {@link LinkListener#closed} soon after {@link LinkListener#connected}.
     */
    public CompletableFuture<LinkSession> connect(String host, int port, SslContext tls, LinkListener listener) {
        CompletableFuture<LinkSession> result = new CompletableFuture<>();
        ChannelFuture dialled = new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(limits.handshakeWithin().toMillis()))
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        Pipeline.build(
                                channel,
                                tls.newHandler(channel.alloc(), host, port),
                                limits,
                                new ClientSessionHandler(listener, workers, limits, result));
                    }
                })
                .connect(host, port);
        dialled.addListener(done -> {
            if (!done.isSuccess()) {
                result.completeExceptionally(new LinkException(Faults.closing(done.cause())));
            }
        });
        return result;
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
