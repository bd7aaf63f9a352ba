package org.dcrbs.server.store;

import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** Opens collections. Each one belongs to one feature. */
@Component
public class Store {
    private final MongoTemplate mongo;
    private final Durability durability;

    public Store(MongoTemplate mongo, Durability durability) {
        this.mongo = mongo;
        this.durability = durability;
    }

    public Documents collection(String name) {
        return new Documents(mongo.getCollection(name), durability, true);
    }

    /** A collection of documents that are never changed: one index less to keep. */
    public Documents unchanging(String name) {
        return new Documents(mongo.getCollection(name), durability, false);
    }

    /** See {@link Durability#together}. */
    public void together(Runnable work) {
        durability.together(work);
    }
}
