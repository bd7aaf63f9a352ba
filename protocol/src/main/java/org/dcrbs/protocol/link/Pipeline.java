package org.dcrbs.protocol.link;

import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.protobuf.ProtobufDecoder;
import io.netty.handler.codec.protobuf.ProtobufVarint32FrameDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.util.concurrent.TimeUnit;
import org.dcrbs.protocol.v1.Envelope;

/** The handlers of one connection, the same on both ends. */
final class Pipeline {
    static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(256 * 1024, 1024 * 1024);

    private Pipeline() {}

    static void build(Channel channel, SslHandler tls, LinkLimits limits, SessionHandler last) {
        tls.setHandshakeTimeoutMillis(limits.handshakeWithin().toMillis());
        channel.config().setWriteBufferWaterMark(WATER_MARK);
        channel.pipeline()
                .addLast(tls)
                .addLast(new WriteTimeoutHandler(limits.writeWithin().toMillis(), TimeUnit.MILLISECONDS))
                .addLast(new ProtobufVarint32FrameDecoder(LinkLimits.FRAME_BYTES))
                // Behind the frame decoder, so that it counts whole messages, not bytes.
                .addLast(new IdleStateHandler(limits.idleAfter().toMillis(), 0, 0, TimeUnit.MILLISECONDS))
                .addLast(new ProtobufDecoder(Envelope.getDefaultInstance()))
                .addLast(new BatchEncoder())
                .addLast(last);
    }
}
