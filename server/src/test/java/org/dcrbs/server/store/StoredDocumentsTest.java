package org.dcrbs.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.DataType;
import org.h2.mvstore.type.ObjectDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredDocumentsTest {
    private final StoredDocuments documents = new StoredDocuments();

    private static Document document(int characters) {
        return new Document("_id", "a")
                .append("text", "é".repeat(characters))
                .append("int", 7)
                .append("long", 1L << 40)
                .append("double", -0.5)
                .append("true", true)
                .append("null", null)
                .append("time", Instant.ofEpochMilli(1_700_000_000_123L))
                .append("bytes", new BinData(new byte[] {1, 0, -1}))
                .append("uuid", new UUID(1, 2))
                .append("objectId", new ObjectId())
                .append("list", Arrays.asList(1, "two", new Document("three", 3), List.of()))
                .append("inner", new Document("of", new Document()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 300, 100_000})
    void whatIsWrittenIsReadWhateverStandsAroundIt(int characters) {
        Document document = document(characters);

        ByteBuffer written = written(documents, "before", document, document, 5L);

        assertThat(documents.read(written)).isEqualTo("before");
        assertThat(documents.read(written)).isEqualTo(document);
        assertThat(documents.read(written)).isEqualTo(document);
        assertThat(documents.read(written)).isEqualTo(5L);
        assertThat(written.hasRemaining()).isFalse();
    }

    @Test
    void whatH2HasWrittenByItselfIsReadStill() {
        Document document = document(3);

        assertThat(documents.read(written(new ObjectDataType(), document))).isEqualTo(document);
    }

    /** By that H2 tells how much it may keep in memory, and where it splits its pages. */
    @Test
    void aLongerDocumentTakesMoreMemory() {
        int small = documents.getMemory(document(0));

        assertThat(small).isBetween(1000, 10_000);
        assertThat(documents.getMemory(document(1000))).isEqualTo(small + 1000);
        assertThat(documents.getMemory(new Document("bytes", new byte[1 << 20])))
                .isGreaterThan(1 << 20);
        assertThat(documents.getMemory(new Document("bytes", new BinData(new byte[1 << 20]))))
                .isGreaterThan(1 << 20);
    }

    private static ByteBuffer written(DataType<Object> type, Object... values) {
        WriteBuffer buffer = new WriteBuffer();
        for (Object value : values) {
            type.write(buffer, value);
        }
        ByteBuffer written = buffer.getBuffer();
        written.flip();
        return written;
    }
}
