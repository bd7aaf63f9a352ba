package org.dcrbs.protocol.link;

import com.google.protobuf.CodedOutputStream;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;
import java.io.IOException;
import org.dcrbs.protocol.v1.Envelope;

/** A message as a frame, its length before it, written once into a buffer on the heap, where the JDK's TLS is quickest. */
final class EnvelopeEncoder extends MessageToByteEncoder<Envelope> {
    EnvelopeEncoder() {
        super(Envelope.class, false);
    }

    @Override
    protected ByteBuf allocateBuffer(ChannelHandlerContext context, Envelope message, boolean preferDirect) {
        int size = message.getSerializedSize();
        return context.alloc().heapBuffer(size + CodedOutputStream.computeUInt32SizeNoTag(size));
    }

    @Override
    protected void encode(ChannelHandlerContext context, Envelope message, ByteBuf out) throws IOException {
        int size = message.getSerializedSize();
        int whole = size + CodedOutputStream.computeUInt32SizeNoTag(size);
        CodedOutputStream to = CodedOutputStream.newInstance(out.array(), out.arrayOffset() + out.writerIndex(), whole);
        to.writeUInt32NoTag(size);
        message.writeTo(to);
        to.checkNoSpaceLeft();
        out.writerIndex(out.writerIndex() + whole);
    }
}
