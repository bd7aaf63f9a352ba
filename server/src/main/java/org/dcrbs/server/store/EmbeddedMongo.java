package org.dcrbs.server.store;

import com.mongodb.MongoClientSettings;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * The embedded default: a MongoDB look-alike in this process, on a loopback port that only this process knows of,
 * reached through the real driver. After a crash it would lose acknowledged writes that were not committed, so
 * {@link #commit} must follow each write that matters.
 */
public final class EmbeddedMongo implements Durability, AutoCloseable {
    /** Between a collection's name and an index's. */
    private static final String INDEX = "._index_";
    /** Before the full name of a collection, where its documents are. */
    private static final String DATA = "databases.";

    private static final int MOST_CACHE_MEGA_BYTES = 64;

    private final WholeCommands backend;
    private final MongoServer server;
    private final InetSocketAddress address;
    private final ThreadLocal<Boolean> together = ThreadLocal.withInitial(() -> false);
    private final AtomicLong asked = new AtomicLong();
    private final Object committing = new Object();
    private long committed;

    /** Opens the store in the folder, making both if need be. */
    public EmbeddedMongo(Path folder) {
        this.backend = open(folder);
        this.server = new MongoServer(backend);
        this.address = server.bind();
    }

    private static WholeCommands open(Path folder) {
        try {
            Files.createDirectories(folder);
            MVStore store = new MVStore.Builder()
                    .fileName(folder.resolve("store.mv").toString())
                    .cacheSize(cacheMegaBytes())
                    // By itself it would commit whenever it likes, in the midst of a command, too.
                    .autoCommitDisabled()
                    .open();
            store.getMapNames().forEach(name -> openMap(store, name));
            return new WholeCommands(store);
        } catch (IOException e) {
            throw new StoreException("can't make the data folder " + folder + ": " + e.getMessage(), e);
        } catch (MVStoreException e) {
            throw new StoreException(
                    "can't open the store in " + folder + " (is another server using it?): " + e.getMessage(), e);
        }
    }

    private static int cacheMegaBytes() {
        long heapMegaBytes = Runtime.getRuntime().maxMemory() >> 20;
        return (int) Math.min(MOST_CACHE_MEGA_BYTES, heapMegaBytes / 8);
    }

    /** A map that is open already is what the back end gets when it opens it, too. */
    private static void openMap(MVStore store, String name) {
        MVMap.Builder<Object, Object> map = new MVMap.Builder<>();
        if (name.contains(INDEX)) {
            store.openMap(name, map.keyType(new IndexKeys()));
        } else if (name.startsWith(DATA)) {
            store.openMap(name, map.valueType(new StoredDocuments()));
        }
    }

    @Override
    public void opening(String collection) {
        for (String index : List.of("_id_", "_id_1_version_1")) {
            openMap(backend.getMvStore(), collection + INDEX + index);
        }
        openMap(backend.getMvStore(), DATA + collection);
    }

    public MongoClient client() {
        return MongoClients.create(MongoClientSettings.builder()
                .applyToClusterSettings(cluster -> cluster.hosts(List.of(new ServerAddress(address))))
                .build());
    }

    /** Those who ask while another's commit runs share the next one. */
    @Override
    public void commit() {
        if (together.get()) {
            return;
        }
        long mine = asked.incrementAndGet();
        synchronized (committing) {
            if (committed >= mine) {
                return;
            }
            // Whoever has asked by now has written before.
            long all = asked.get();
            backend.commit();
            committed = all;
        }
    }

    @Override
    public void together(Runnable work) {
        together.set(true);
        try {
            work.run();
        } finally {
            together.set(false);
            commit();
        }
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
