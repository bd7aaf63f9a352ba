package org.dcrbs.protocol.link;

import com.google.protobuf.CodedOutputStream;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;
import java.io.IOException;
import org.dcrbs.protocol.v1.Envelope;

/** Writes each message behind its length, a varint. */
final class BatchEncoder extends MessageToByteEncoder<Batch> {
    private static final int LONGEST_VARINT = 5;

    /** On the heap, where the JDK's TLS engine works. */
    BatchEncoder() {
        super(Batch.class, false);
    }

    @Override
    protected ByteBuf allocateBuffer(ChannelHandlerContext context, Batch batch, boolean preferDirect) {
        return context.alloc()
                .heapBuffer(batch.bytes() + LONGEST_VARINT * batch.messages().size());
    }

    @Override
    protected void encode(ChannelHandlerContext context, Batch batch, ByteBuf out) throws IOException {
        CodedOutputStream to =
                CodedOutputStream.newInstance(out.array(), out.arrayOffset() + out.writerIndex(), out.writableBytes());
        for (Envelope message : batch.messages()) {
            to.writeUInt32NoTag(message.getSerializedSize());
            message.writeTo(to);
        }
        out.writerIndex(out.writerIndex() + to.getTotalBytesWritten());
    }
}
