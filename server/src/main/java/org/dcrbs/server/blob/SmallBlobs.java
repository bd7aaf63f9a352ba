package org.dcrbs.server.blob;

import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.dcrbs.server.store.Documents;
import org.dcrbs.server.store.Store;
import org.springframework.stereotype.Component;

/**
 * Blobs of a few bytes, in the store: those come by the thousand, and many of them become durable by one write there, while
 * each file needs one of its own.
 */
@Component
public class SmallBlobs {
    public static final int MOST_BYTES = 4096;

    private final Documents documents;

    public SmallBlobs(Store store) {
        this.documents = store.unchanging("smallBlobs");
    }

    /** Keeps the blobs, each under its SHA-256. */
    public void putAll(Map<String, byte[]> blobs) {
        List<Document> all = new ArrayList<>();
        blobs.forEach((sha256, bytes) -> all.add(new Document("_id", sha256).append("bytes", new Binary(bytes))));
        documents.insertAllIfAbsent(all);
    }

    /** The bytes of those that are here, by their SHA-256. */
    public Map<String, byte[]> find(List<String> sha256s) {
        Map<String, byte[]> found = new HashMap<>();
        documents
                .find(Filters.in("_id", sha256s))
                .forEach(document -> found.put(document.getString("_id"), bytes(document)));
        return found;
    }

    private static byte[] bytes(Document document) {
        return document.get("bytes", Binary.class).getData();
    }

    /** The blob's bytes, if it is here. */
    public Optional<byte[]> find(String sha256) {
        return documents.find(sha256).map(SmallBlobs::bytes);
    }
}
