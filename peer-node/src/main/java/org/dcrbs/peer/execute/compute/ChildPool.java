package org.dcrbs.peer.execute.compute;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcrbs.peer.execute.compute.child.Reply;
import org.dcrbs.peer.execute.compute.child.Unit;

/**
 * Children for WebAssembly units, kept warm between them. A process a unit in flight, so that killing one never costs
 * another unit its work, and halting one never halts another.
 */
final class ChildPool implements AutoCloseable {
    private final Path folder;
    private final int unitMegaBytes;
    private final Brake brake;
    private final Deque<Warm> idle = new ArrayDeque<>();
    private final AtomicInteger started = new AtomicInteger();
    private boolean closed;

    /** A child and the module it ran last, which it surely has compiled. */
    private record Warm(Child child, ByteString lastModule) {}

    ChildPool(Path folder, int unitMegaBytes, Brake brake) {
        this.folder = folder;
        this.unitMegaBytes = unitMegaBytes;
        this.brake = brake;
    }

    /** The unit's fate; empty if it had to give way and is to begin again. */
    Optional<Reply> run(Unit unit, UnitLimits.Clock limit, Leash leash) throws IOException, InterruptedException {
        ByteString module = ByteString.copyFrom(unit.sha256());
        Child child = take(module);
        Optional<Reply> reply = child.run(unit, limit, leash);
        if (reply.isPresent() && !reply.get().last()) {
            giveBack(new Warm(child, module));
        } else {
            child.close();
        }
        return reply;
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
        return Child.start(folder, started.incrementAndGet(), unitMegaBytes, brake);
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

    /** Ends the children that have nothing to do, and so gives their memory back. */
    void endIdle() {
        synchronized (idle) {
            idle.forEach(warm -> warm.child().close());
            idle.clear();
        }
    }

    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
            endIdle();
        }
    }
}
