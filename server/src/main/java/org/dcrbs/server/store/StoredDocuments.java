package org.dcrbs.server.store;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.ObjectDataType;

/**
 * How the embedded store writes documents to its file: as BSON. By itself it serialises Java objects, which takes many times
 * as long and as much room; what was written so before is read still.
 */
final class StoredDocuments extends ObjectDataType {
    /** No type of H2's begins with it. */
    private static final byte BSON = (byte) 0xB5;
    /** Of a document in memory: each field is an entry of a map, a name and a value. */
    private static final int BYTES_A_FIELD = 100;

    @Override
    public int getMemory(Object value) {
        return value instanceof Document document ? memory(document) : super.getMemory(value);
    }

    private static int memory(Object value) {
        int bytes = BYTES_A_FIELD;
        if (value instanceof Document document) {
            for (Object field : document.values()) {
                bytes += memory(field);
            }
        } else if (value instanceof Iterable<?> list) {
            for (Object one : list) {
                bytes += memory(one);
            }
        } else if (value instanceof CharSequence text) {
            bytes += text.length();
        } else if (value instanceof BinData data) {
            bytes += data.getData().length;
        } else if (value instanceof byte[] array) {
            bytes += array.length;
        }
        return bytes;
    }

    @Override
    public void write(WriteBuffer to, Object value) {
        if (!(value instanceof Document document)) {
            super.write(to, value);
            return;
        }
        ByteBuf bson = Unpooled.buffer();
        BsonEncoder.encodeDocument(document, bson);
        to.put(BSON).put(bson.nioBuffer());
    }

    @Override
    public Object read(ByteBuffer from) {
        if (from.get(from.position()) != BSON) {
            return super.read(from);
        }
        from.get();
        ByteBuf bson = Unpooled.wrappedBuffer(from);
        Document document = BsonDecoder.decodeBson(bson);
        from.position(from.position() + bson.readerIndex());
        return document;
    }
}
