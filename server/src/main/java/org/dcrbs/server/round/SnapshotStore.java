package org.dcrbs.server.round;

import com.mongodb.client.model.Filters;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.dcrbs.market.RoundId;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.store.Documents;
import org.dcrbs.server.store.Store;
import org.springframework.stereotype.Component;

/**
 * What rounds decided on, for replays: listings change and close, balances move, so it can't be had from them later. JSON,
 * gzip, in chunks that fit into documents, under the round's generation as its outcome is. The oldest give way.
 */
@Component
class SnapshotStore {
    /** Of so many rounds, the last ones. */
    static final int ROUNDS_KEPT = 100;

    private static final int CHUNK_BYTES = 1 << 20;

    private final Documents heads;
    private final Documents chunks;
    private final MarketJson json;

    SnapshotStore(Store store, MarketJson json) {
        this.heads = store.collection("snapshots");
        this.chunks = store.collection("snapshotChunks");
        this.json = json;
    }

    /** The head goes in last: what has none is no snapshot. */
    void write(Round round, RoundInputs inputs) {
        delete(round.id());
        Chunks out = new Chunks(round);
        try (OutputStream packed = new GZIPOutputStream(out, 1 << 16)) {
            json.mapper().writeValue(packed, inputs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        heads.insertIfAbsent(new Document("_id", round.id().value())
                .append("generation", round.generation())
                .append("cutOff", inputs.market().cutOff().toString())
                .append("chunks", out.count));
        heads.all().stream()
                .sorted(Comparator.comparing((Document head) -> head.getString("cutOff"))
                        .reversed())
                .skip(ROUNDS_KEPT)
                .forEach(head -> delete(new RoundId(head.getString("_id"))));
    }

    /** Empty if it has given way, or was never taken. */
    Optional<RoundInputs> read(Round round) {
        return heads.find(round.id().value())
                .filter(head -> head.getInteger("generation") == round.generation())
                .map(head -> read(round, head.getInteger("chunks")));
    }

    private RoundInputs read(Round round, int count) {
        List<InputStream> parts = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            String id = id(round, number);
            Document chunk = chunks.find(id).orElseThrow(() -> new IllegalStateException("no chunk " + id));
            parts.add(new ByteArrayInputStream(chunk.get("bytes", Binary.class).getData()));
        }
        try (InputStream in = new GZIPInputStream(new SequenceInputStream(Collections.enumeration(parts)), 1 << 16)) {
            return json.mapper().readValue(in, RoundInputs.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete(RoundId round) {
        heads.delete(Filters.eq("_id", round.value()));
        chunks.delete(Filters.eq("round", round.value()));
    }

    private static String id(Round round, int number) {
        return String.format(Locale.ROOT, "%s/%d/%06d", round.id(), round.generation(), number);
    }

    /** Writes each chunk as soon as it is full. */
    private final class Chunks extends OutputStream {
        private final Round round;
        private final byte[] chunk = new byte[CHUNK_BYTES];
        private int filled;
        private int count;

        Chunks(Round round) {
            this.round = round;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            int from = offset;
            for (int left = length; left > 0; ) {
                int some = Math.min(left, CHUNK_BYTES - filled);
                System.arraycopy(bytes, from, chunk, filled, some);
                filled += some;
                from += some;
                left -= some;
                if (filled == CHUNK_BYTES) {
                    store();
                }
            }
        }

        @Override
        public void close() {
            if (filled > 0) {
                store();
            }
        }

        private void store() {
            chunks.insertIfAbsent(new Document("_id", id(round, count++))
                    .append("round", round.id().value())
                    .append("bytes", new Binary(Arrays.copyOf(chunk, filled))));
            filled = 0;
        }
    }
}
