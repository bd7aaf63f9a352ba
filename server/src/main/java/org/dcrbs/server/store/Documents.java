package org.dcrbs.server.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * One collection. Each write is of one document, hence atomic, and durable when the call returns. Documents that change
 * carry a {@code version}, by which {@link #update} compares and sets.
 */
public final class Documents {
    private static final String VERSION = "version";
    private static final int CHUNK = 1000;

    private final MongoCollection<Document> collection;
    private final Durability durability;

    /** @param changing whether documents are ever changed */
    Documents(MongoCollection<Document> collection, Durability durability, boolean changing) {
        this.collection = collection;
        this.durability = durability;
        durability.opening(collection.getNamespace().getFullName());
        if (changing) {
            // The embedded store finds a document without a scan only by exactly the fields of a unique index.
            collection.createIndex(Indexes.ascending("_id", VERSION), new IndexOptions().unique(true));
        }
    }

    /** Inserts the document unless its {@code _id} is taken; tells whether it did. */
    public boolean insertIfAbsent(Document document) {
        document.putIfAbsent(VERSION, 1L);
        try {
            collection.insertOne(document);
        } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getError().getCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            // Whoever inserted it may not have committed yet, and the caller now counts on it.
            durability.commit();
            return false;
        }
        durability.commit();
        return true;
    }

    /** Inserts those whose {@code _id} is not taken, durable together at the end. */
    public void insertAllIfAbsent(List<Document> documents) {
        for (int from = 0; from < documents.size(); from += CHUNK) {
            List<Document> chunk = new ArrayList<>(documents.subList(from, Math.min(documents.size(), from + CHUNK)));
            chunk.forEach(document -> document.putIfAbsent(VERSION, 1L));
            try {
                collection.insertMany(chunk, new InsertManyOptions().ordered(false));
            } catch (MongoBulkWriteException e) {
                if (!e.getWriteErrors().stream().allMatch(Documents::isTaken)) {
                    throw e;
                }
            }
        }
        durability.commit();
    }

    /**
     * Inserts all of them, durable together at the end.
     *
     * @throws StoreException if an {@code _id} is taken; those before it are inserted, those after it are not
     */
    public void insertAll(List<Document> documents) {
        if (documents.isEmpty()) {
            return;
        }
        try {
            collection.insertMany(documents);
        } catch (MongoBulkWriteException e) {
            if (e.getWriteErrors().stream().allMatch(Documents::isTaken)) {
                throw new StoreException(
                        "a document of " + collection.getNamespace().getFullName()
                                + " was inserted by somebody else; is another coordinator on this store?",
                        e);
            }
            throw e;
        }
        durability.commit();
    }

    private static boolean isTaken(BulkWriteError error) {
        return ErrorCategory.fromErrorCode(error.getCode()) == ErrorCategory.DUPLICATE_KEY;
    }

    /**
     * Inserts the document, or puts it in the place of the one with its {@code _id}. The version goes on counting, so that
     * an {@link #update} that began before doesn't undo it.
     */
    public void put(Document document) {
        String id = document.getString("_id");
        while (update(id, there -> new Document(document)).isEmpty() && !insertIfAbsent(new Document(document))) {
            // Somebody else inserted it between the two: it is there to be replaced now.
        }
    }

    public Optional<Document> find(String id) {
        return Optional.ofNullable(collection.find(Filters.eq("_id", id)).first());
    }

    /** Those that the filter lets through, by {@code _id}. */
    public List<Document> find(Bson filter) {
        return collection.find(filter).sort(new Document("_id", 1)).into(new ArrayList<>());
    }

    /** All of them, by {@code _id}. */
    public List<Document> all() {
        return find(new Document());
    }

    /** Hands over each that the filter lets through, without holding all of them, in no particular order. */
    public void forEach(Bson filter, Consumer<Document> consumer) {
        collection.find(filter).forEach(consumer);
    }

    public long count(Bson filter) {
        return collection.countDocuments(filter);
    }

    /**
     * Changes the document by the function, trying again if someone else changed it meanwhile. The function may be called
     * more than once; it returns null for "leave it".
     *
     * @return the document as it stands now, empty if there is none with that id
     */
    public Optional<Document> update(String id, UnaryOperator<@Nullable Document> change) {
        while (true) {
            Optional<Document> found = find(id);
            if (found.isEmpty()) {
                return found;
            }
            long version = found.get().get(VERSION, Number.class).longValue();
            Document next = change.apply(new Document(found.get()));
            if (next == null) {
                return found;
            }
            next.put(VERSION, version + 1);
            Bson unchanged = new Document("_id", id).append(VERSION, version);
            if (collection.replaceOne(unchanged, next).getMatchedCount() == 1) {
                durability.commit();
                return Optional.of(next);
            }
        }
    }

    public void delete(Bson filter) {
        collection.deleteMany(filter);
        durability.commit();
    }
}
