package org.dcrbs.server.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Set;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * The embedded store, which can be told to fail at a write: each write has two points at which it may fail, before it has
 * reached the store, and after that but before it is acknowledged.
 */
public final class TestStore implements AutoCloseable {
    private static final Set<String> WRITES =
            Set.of("insertOne", "insertMany", "replaceOne", "bulkWrite", "deleteMany");

    private final EmbeddedMongo embedded;
    private final MongoClient client;
    private final Store store;
    private int untilFault = Integer.MAX_VALUE;
    private int points;

    /** Thrown in place of a crash. */
    public static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1;

        Fault() {
            super("the store fails, as this test wants it");
        }
    }

    public TestStore(Path folder) {
        embedded = new EmbeddedMongo(folder);
        client = embedded.client();
        MongoTemplate failing = new MongoTemplate(client, "dcrbs") {
            @Override
            public MongoCollection<Document> getCollection(String name) {
                return guarded(super.getCollection(name));
            }
        };
        store = new Store(failing, this::commit);
    }

    public Store store() {
        return store;
    }

    /** The point from now on, counted from 1, at which the store fails, once. */
    public void failAt(int point) {
        untilFault = point;
    }

    /** Whether the fault that was asked for hasn't come yet; it won't any more. */
    public boolean heal() {
        boolean pending = untilFault != Integer.MAX_VALUE;
        untilFault = Integer.MAX_VALUE;
        return pending;
    }

    private void commit() {
        point();
        embedded.commit();
    }

    /** How many points have been passed. */
    public int points() {
        return points;
    }

    private void point() {
        points++;
        if (untilFault != Integer.MAX_VALUE && --untilFault == 0) {
            untilFault = Integer.MAX_VALUE;
            throw new Fault();
        }
    }

    @SuppressWarnings("unchecked")
    private MongoCollection<Document> guarded(MongoCollection<Document> collection) {
        return (MongoCollection<Document>) Proxy.newProxyInstance(
                TestStore.class.getClassLoader(),
                new Class<?>[] {MongoCollection.class},
                (proxy, method, arguments) -> {
                    if (WRITES.contains(method.getName())) {
                        point();
                    }
                    return invoke(collection, method, arguments);
                });
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() {
        client.close();
        embedded.close();
    }
}
