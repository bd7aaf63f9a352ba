package org.dcrbs.peer.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.function.LongConsumer;
import org.dcrbs.peer.execute.lease.LineMeter;
import org.dcrbs.peer.traffic.Traffic;

/** Counts the bytes of a connection. */
final class Counting extends ChannelDuplexHandler {
    private final LongConsumer read;
    private final LongConsumer written;
    private final Runnable counted;

    private Counting(LongConsumer read, LongConsumer written, Runnable counted) {
        this.read = read;
        this.written = written;
        this.counted = counted;
    }

    /** On the connection by which the lessee comes. */
    Counting(LineMeter meter, Runnable counted) {
        this(meter::sent, meter::received, counted);
    }

    /** On any connection of the node's own: what is read and written takes from the node's part of the owner's line. */
    static Counting ofNode(Traffic traffic) {
        return new Counting(traffic.in()::pass, traffic.out()::pass, () -> {});
    }

    /** On a connection to a site, where nobody comes: the node itself asks for the lessee. */
    static Counting atSite(LineMeter meter, Runnable counted) {
        return new Counting(meter::received, meter::sent, counted);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            read.accept(bytes.readableBytes());
            counted.run();
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes && bytes.isReadable()) {
            written.accept(bytes.readableBytes());
            counted.run();
        }
        var unused = context.write(message, promise);
    }
}
