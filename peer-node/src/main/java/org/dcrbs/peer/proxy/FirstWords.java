package org.dcrbs.peer.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import org.dcrbs.peer.execute.lease.LineMeter;

/** Tells from the beginning of the answer whether the line has led anywhere; the giver counts the same. */
final class FirstWords extends ChannelInboundHandlerAdapter {
    private static final int LONGEST_HEAD = 1024;

    private final Channel program;
    private final LineMeter meter;

    FirstWords(Channel program, LineMeter meter) {
        this.program = program;
        this.meter = meter;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes && bytes.isReadable()) {
            count(bytes.toString(
                    bytes.readerIndex(), Math.min(LONGEST_HEAD, bytes.readableBytes()), StandardCharsets.US_ASCII));
            context.fireChannelRead(message);
            context.pipeline().remove(this);
        } else {
            context.fireChannelRead(message);
        }
    }

    private void count(String head) {
        boolean giversOwn = head.contains(Refusal.MARK);
        if (head.contains(Refusal.MARK + Refusal.DENIED)) {
            return;
        }
        meter.attempt();
        if (!giversOwn) {
            meter.opened();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (program.isActive()) {
            meter.attempt();
        }
        context.fireChannelInactive();
    }
}
