package org.dcrbs.peer.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import org.dcrbs.peer.execute.lease.LineMeter;

/** Counts the bytes of a lessee's connection, as the lessee sends and receives them. */
final class Counting extends ChannelDuplexHandler {
    private final LineMeter meter;
    private final Runnable counted;

    Counting(LineMeter meter, Runnable counted) {
        this.meter = meter;
        this.counted = counted;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            meter.sent(bytes.readableBytes());
            counted.run();
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes && bytes.isReadable()) {
            meter.received(bytes.readableBytes());
            counted.run();
        }
        var unused = context.write(message, promise);
    }
}
