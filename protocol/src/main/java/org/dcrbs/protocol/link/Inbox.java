package org.dcrbs.protocol.link;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a session's events to its listener one at a time, in order, on somebody else's threads. */
final class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private static final int MOST_A_TURN = 32;

    private record Event(Runnable what, int bytes) {}

    private final Executor workers;
    private final long limit;
    private final Runnable resume;
    private final Queue<Event> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean busy;

    /** @param resume called when the backlog is below the limit again */
    Inbox(Executor workers, long limit, Runnable resume) {
        this.workers = workers;
        this.limit = limit;
        this.resume = resume;
    }

    void add(Runnable what, int size) {
        synchronized (waiting) {
            waiting.add(new Event(what, size));
            bytes += size;
            if (busy) {
                return;
            }
            busy = true;
        }
        submit();
    }

    /** Whether so much waits that no more should be read. */
    boolean full() {
        synchronized (waiting) {
            return bytes >= limit;
        }
    }

    private void submit() {
        try {
            workers.execute(this::runSome);
        } catch (RejectedExecutionException e) {
            LOG.debug("The program is ending: an event of a session is dropped");
        }
    }

    /** So many events a turn and no more: a talkative session does not keep a worker from the others. */
    private void runSome() {
        boolean more = true;
        for (int turn = 0; turn < MOST_A_TURN && more; turn++) {
            more = runOne();
        }
        if (more) {
            submit();
        }
    }

    /** Tells whether there is another; if not, this inbox is idle from now on. */
    private boolean runOne() {
        Event event;
        synchronized (waiting) {
            event = waiting.remove();
        }
        try {
            event.what.run();
        } catch (RuntimeException e) {
            LOG.error("A listener failed on an event of a session", e);
        }
        boolean more;
        boolean eased;
        synchronized (waiting) {
            boolean wasFull = bytes >= limit;
            bytes -= event.bytes;
            eased = wasFull && bytes < limit;
            more = !waiting.isEmpty();
            busy = more;
        }
        if (eased) {
            resume.run();
        }
        return more;
    }
}
