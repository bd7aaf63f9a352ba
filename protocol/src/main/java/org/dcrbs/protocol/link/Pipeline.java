package org.dcrbs.protocol.link;

import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.protobuf.ProtobufVarint32FrameDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.util.concurrent.TimeUnit;

/** The handlers of one connection, the same on both ends. */
final class Pipeline {
    static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(256 * 1024, 1024 * 1024);

    private Pipeline() {}

    static void build(Channel channel, SslHandler tls, LinkLimits limits, SessionHandler last) {
        tls.setHandshakeTimeoutMillis(limits.handshakeWithin().toMillis());
        channel.config().setWriteBufferWaterMark(WATER_MARK);
        ProtobufVarint32FrameDecoder frames = new ProtobufVarint32FrameDecoder(LinkLimits.FRAME_BYTES);
        // A large frame comes in many parts; they are put together once, when it is whole.
        frames.setCumulator(ByteToMessageDecoder.COMPOSITE_CUMULATOR);
        channel.pipeline()
                .addLast(tls)
                .addLast(new WriteTimeoutHandler(limits.writeWithin().toMillis(), TimeUnit.MILLISECONDS))
                .addLast(frames)
                // Behind the frame decoder, so that it counts whole messages, not bytes.
                .addLast(new IdleStateHandler(limits.idleAfter().toMillis(), 0, 0, TimeUnit.MILLISECONDS))
                .addLast(new EnvelopeDecoder())
                .addLast(new BatchEncoder())
                .addLast(last);
    }
}
