package org.dcrbs.server.bench;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What all of the simulated peers count together. */
final class Tally {
    private static final int MOST_COMPLAINTS = 20;

    private final AtomicInteger welcome = new AtomicInteger();
    private final AtomicInteger mostOutstanding = new AtomicInteger();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong refusedConnections = new AtomicLong();
    private final List<String> askedAgain = new CopyOnWriteArrayList<>();

    void welcome(int more) {
        welcome.addAndGet(more);
    }

    /** How many are connected, and known to the coordinator. */
    int welcome() {
        return welcome.get();
    }

    void acknowledged() {
        acknowledged.incrementAndGet();
    }

    /** How many results the coordinator has said that it has. */
    long acknowledgedResults() {
        return acknowledged.get();
    }

    void outstanding(int orders) {
        mostOutstanding.accumulateAndGet(orders, Math::max);
    }

    /** The most orders that one peer had at once. */
    int mostOutstanding() {
        return mostOutstanding.get();
    }

    void refusedConnection() {
        refusedConnections.incrementAndGet();
    }

    long refusedConnections() {
        return refusedConnections.get();
    }

    void askedAgain(String complaint) {
        if (askedAgain.size() < MOST_COMPLAINTS) {
            askedAgain.add(complaint);
        }
    }

    /** Orders that were sent once more though their result had been acknowledged. */
    List<String> askedAgain() {
        return List.copyOf(askedAgain);
    }
}
