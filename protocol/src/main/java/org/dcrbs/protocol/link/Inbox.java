package org.dcrbs.protocol.link;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a session's events to its listener one at a time, in order, on somebody else's threads. */
final class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    /** So many a turn and no more: a talkative session does not keep a worker from the others. */
    private static final int MOST_A_TURN = 64;

    private final Executor workers;
    private final long limit;
    private final Runnable resume;
    private final Queue<Event> waiting = new ArrayDeque<>();
    private final AtomicLong bytes = new AtomicLong();
    private boolean busy;

    /** @param bytes of what it holds on to until it has been run */
    record Event(Runnable what, int bytes) {}

    /** @param resume called when the backlog is below the limit again */
    Inbox(Executor workers, long limit, Runnable resume) {
        this.workers = workers;
        this.limit = limit;
        this.resume = resume;
    }

    void add(Runnable what) {
        add(List.of(new Event(what, 0)));
    }

    void add(List<Event> events) {
        synchronized (waiting) {
            for (Event event : events) {
                waiting.add(event);
                bytes.addAndGet(event.bytes());
            }
            if (busy || waiting.isEmpty()) {
                return;
            }
            busy = true;
        }
        submit();
    }

    /** Whether so much waits that no more should be read. */
    boolean full() {
        return bytes.get() >= limit;
    }

    private void submit() {
        try {
            workers.execute(this::takeTurn);
        } catch (RejectedExecutionException e) {
            LOG.debug("The program is ending: an event of a session is dropped");
        }
    }

    private void takeTurn() {
        List<Event> turn = new ArrayList<>(MOST_A_TURN);
        synchronized (waiting) {
            while (turn.size() < MOST_A_TURN && !waiting.isEmpty()) {
                turn.add(waiting.remove());
            }
        }
        turn.forEach(this::run);
        boolean more;
        synchronized (waiting) {
            more = !waiting.isEmpty();
            busy = more;
        }
        if (more) {
            submit();
        }
    }

    private void run(Event event) {
        try {
            event.what().run();
        } catch (RuntimeException e) {
            LOG.error("A listener failed on an event of a session", e);
        }
        long left = bytes.addAndGet(-event.bytes());
        if (left < limit && left + event.bytes() >= limit) {
            resume.run();
        }
    }
}
