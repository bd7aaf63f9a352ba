package org.dcrbs.server.store;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;

/**
 * A back end of which a commit has each command whole or not at all. A document and its entries in indexes lie in maps of
 * their own, changed one after the other; a commit between two of them, and a crash before the next, would leave a document
 * that isn't found, or not under its version, ever after.
 */
final class WholeCommands extends H2Backend {
    private static final Set<String> READING = Set.of("find", "getMore", "count", "aggregate");

    /** Fair, so that commands on end don't keep a commit waiting. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

    /** @param store commits by {@link #commit} alone */
    WholeCommands(MVStore store) {
        super(store);
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        // A command is named by its first field.
        if (READING.contains(message.getDocument().keySet().iterator().next())) {
            return super.handleMessage(message);
        }
        lock.readLock().lock();
        try {
            return super.handleMessage(message);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void commit() {
        lock.writeLock().lock();
        try {
            super.commit();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
