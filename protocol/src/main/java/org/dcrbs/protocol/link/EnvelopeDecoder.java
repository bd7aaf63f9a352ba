package org.dcrbs.protocol.link;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageDecoder;
import java.io.IOException;
import java.util.List;
import org.dcrbs.protocol.v1.Envelope;

/** A frame's message. Its bytes are copied out of the network's buffers once, and the message's bytes point there. */
final class EnvelopeDecoder extends MessageToMessageDecoder<ByteBuf> {
    EnvelopeDecoder() {
        super(ByteBuf.class);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf frame, List<Object> out) throws IOException {
        CodedInputStream in =
                UnsafeByteOperations.unsafeWrap(ByteBufUtil.getBytes(frame)).newCodedInput();
        in.enableAliasing(true);
        out.add(Envelope.parseFrom(in));
        in.checkLastTagWas(0);
    }
}
