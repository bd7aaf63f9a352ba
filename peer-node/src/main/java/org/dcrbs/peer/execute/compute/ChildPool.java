package org.dcrbs.peer.execute.compute;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.peer.execute.compute.child.Reply;
import org.dcrbs.peer.execute.compute.child.Unit;
import org.dcrbs.peer.execute.lease.Cancellation;

/**
 * At most so many children at once, kept warm between units. A process a unit in flight, so that killing
 * one never costs another unit its work.
 */
final class ChildPool implements AutoCloseable {
    private static final long LOOK_MILLIS = 50;

    private final Path folder;
    private final int unitMegaBytes;
    private final Semaphore places;
    private final Deque<Warm> idle = new ArrayDeque<>();
    private final AtomicInteger started = new AtomicInteger();
    private boolean closed;

    /** A child and the module it ran last, which it surely has compiled. */
    private record Warm(Child child, ByteString lastModule) {}

    ChildPool(Path folder, int children, int unitMegaBytes) {
        this.folder = folder;
        this.unitMegaBytes = unitMegaBytes;
        this.places = new Semaphore(children, true);
    }

    /** Waits for a place, then runs the unit; the clock of its limit starts with it. */
    Reply run(Unit unit, Duration wallLimit, WorkContext context) throws IOException, InterruptedException {
        while (!places.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            Cancellation.check(context);
        }
        try {
            Cancellation.check(context);
            ByteString module = ByteString.copyFrom(unit.sha256());
            Child child = take(module);
            Reply reply = child.run(unit, wallLimit, context::cancelled);
            if (reply.last()) {
                child.close();
            } else {
                giveBack(new Warm(child, module));
            }
            return reply;
        } finally {
            places.release();
        }
    }

    /** One that knows the module if there is one, else the one that worked last, else a new one. */
    private Child take(ByteString module) throws IOException {
        synchronized (idle) {
            if (closed) {
                throw new IOException("the node closes");
            }
            idle.removeIf(warm -> !warm.child().isAlive());
            for (Iterator<Warm> each = idle.iterator(); each.hasNext(); ) {
                Warm warm = each.next();
                if (warm.lastModule().equals(module)) {
                    each.remove();
                    return warm.child();
                }
            }
            if (!idle.isEmpty()) {
                return idle.pop().child();
            }
        }
        return Child.start(folder, started.incrementAndGet(), unitMegaBytes);
    }

    private void giveBack(Warm warm) {
        synchronized (idle) {
            if (closed) {
                warm.child().close();
            } else {
                idle.push(warm);
            }
        }
    }

    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
            idle.forEach(warm -> warm.child().close());
            idle.clear();
        }
    }
}
