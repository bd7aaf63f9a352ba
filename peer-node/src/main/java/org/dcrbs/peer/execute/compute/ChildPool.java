package org.dcrbs.peer.execute.compute;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.dcrbs.peer.execute.Allowance;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.peer.execute.compute.child.Reply;
import org.dcrbs.peer.execute.compute.child.Unit;
import org.dcrbs.peer.execute.lease.Cancellation;

/**
 * As many children at once as are allowed just now, kept warm between units. A process a unit in flight, so that killing
 * one never costs another unit its work, and halting one never halts another.
 */
final class ChildPool implements AutoCloseable {
    private static final long LOOK_MILLIS = 50;

    private final Path folder;
    private final int unitMegaBytes;
    private final Function<WorkContext, Allowance> allowed;
    private final Brake brake;
    private final Turns turns = new Turns();
    private final Deque<Warm> idle = new ArrayDeque<>();
    private final AtomicInteger started = new AtomicInteger();
    private boolean closed;

    /** A child and the module it ran last, which it surely has compiled. */
    private record Warm(Child child, ByteString lastModule) {}

    ChildPool(Path folder, int unitMegaBytes, Function<WorkContext, Allowance> allowed, Brake brake) {
        this.folder = folder;
        this.unitMegaBytes = unitMegaBytes;
        this.allowed = allowed;
        this.brake = brake;
    }

    /** Waits for its turn, then runs the unit; the clock of its limit starts with it. */
    Reply run(Unit unit, UnitLimits.Clock limit, WorkContext context) throws IOException, InterruptedException {
        long turn = turns.take();
        try {
            while (true) {
                await(turn, context);
                Optional<Reply> reply = runInChild(unit, limit, context, turn);
                if (reply.isPresent()) {
                    return reply.get();
                }
            }
        } finally {
            turns.leave(turn);
        }
    }

    private void await(long turn, WorkContext context) throws InterruptedException {
        Cancellation.check(context);
        while (!turns.mayRun(turn, allowed.apply(context).workers())) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            Cancellation.check(context);
        }
    }

    private Optional<Reply> runInChild(Unit unit, UnitLimits.Clock limit, WorkContext context, long turn)
            throws IOException, InterruptedException {
        ByteString module = ByteString.copyFrom(unit.sha256());
        Child child = take(module);
        Optional<Reply> reply = child.run(unit, limit, new Leash() {
            @Override
            public boolean cancelled() {
                return context.cancelled();
            }

            @Override
            public Pace pace() {
                return ChildPool.this.pace(turn, context);
            }
        });
        if (reply.isPresent() && !reply.get().last()) {
            giveBack(new Warm(child, module));
        } else {
            child.close();
        }
        return reply;
    }

    private Pace pace(long turn, WorkContext context) {
        Allowance now = allowed.apply(context);
        if (turns.mayRun(turn, now.workers())) {
            return Pace.RUN;
        }
        return now.givesMemoryBack() ? Pace.GIVE_UP : Pace.HALT;
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
