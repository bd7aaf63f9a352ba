package org.dcrbs.peer.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the first line, "LEASE order", and makes of the connection one of a proxy's, on that line. */
final class Greeting extends SimpleChannelInboundHandler<ByteBuf> {
    static final String LEASE = "LEASE ";

    private static final Logger LOG = LoggerFactory.getLogger(Greeting.class);
    private static final int SILENT_SECONDS = 300;
    private static final int LONGEST_REQUEST_LINE = 8192;
    private static final int LONGEST_HEADERS = 32 * 1024;
    private static final int PIECE = 16 * 1024;

    private final Function<String, Optional<OpenLine>> lines;
    private final Dialler dialler;

    Greeting(Function<String, Optional<OpenLine>> lines, Dialler dialler) {
        this.lines = lines;
        this.dialler = dialler;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
        String words = bytes.toString(StandardCharsets.UTF_8);
        Optional<OpenLine> line =
                words.startsWith(LEASE) ? lines.apply(words.substring(LEASE.length())) : Optional.empty();
        ChannelPipeline pipeline = context.pipeline();
        if (line.isEmpty()) {
            refuse(context, Refusal.denied("no line to the internet is kept here now for you by that order"));
        } else if (line.get().line().isUsedUp()) {
            refuse(
                    context,
                    Refusal.denied("the lease's quota of " + line.get().line().mostBytes() + " bytes is used up"));
        } else if (!line.get().admit(context.channel())) {
            refuse(
                    context,
                    Refusal.tooMany(
                            "the lease has " + OpenLine.MOST_CONNECTIONS + " connections, and may have no more"));
        } else {
            pipeline.addLast(new IdleStateHandler(0, 0, SILENT_SECONDS))
                    .addLast(line.get().counting());
            line.get().paceToLessee(context.channel());
            pipeline.addLast(codec()).addLast(new Requests(line.get(), dialler));
        }
        pipeline.remove(this);
        pipeline.remove(LineBasedFrameDecoder.class);
    }

    private static HttpServerCodec codec() {
        return new HttpServerCodec(LONGEST_REQUEST_LINE, LONGEST_HEADERS, PIECE);
    }

    private static void refuse(ChannelHandlerContext context, Refusal refusal) {
        LOG.info("Refused {}: {}", context.channel().remoteAddress(), refusal.words());
        context.pipeline().addLast(codec()).addLast(new Ignoring());
        refusal.send(context.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("A lessee's connection broke: {}", cause.getMessage());
        var unused = context.close();
    }
}
