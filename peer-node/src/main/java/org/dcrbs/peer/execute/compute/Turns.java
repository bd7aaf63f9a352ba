package org.dcrbs.peer.execute.compute;

import java.io.IOException;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.dcrbs.peer.execute.Allowance;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.peer.execute.compute.child.Reply;
import org.dcrbs.peer.execute.lease.Cancellation;

/**
 * Who may run when not all may: those that came first, of whatever kind. When fewer may run than do, the newest pause, so
 * that what is nearly done is done first.
 */
final class Turns {
    private static final long LOOK_MILLIS = 50;

    private final Function<WorkContext, Allowance> allowed;
    private final AtomicLong last = new AtomicLong();
    private final NavigableSet<Long> taken = new ConcurrentSkipListSet<>();

    /** A try to run a unit: its fate, or empty if it had to give way and is to begin again. */
    interface Attempt {
        Optional<Reply> run(Leash leash) throws IOException, InterruptedException;
    }

    Turns(Function<WorkContext, Allowance> allowed) {
        this.allowed = allowed;
    }

    /** Waits for a turn, then attempts it until it has an end. */
    Reply run(WorkContext context, Attempt attempt) throws IOException, InterruptedException {
        long turn = last.incrementAndGet();
        taken.add(turn);
        try {
            while (true) {
                await(turn, context);
                Optional<Reply> reply = attempt.run(leash(turn, context));
                if (reply.isPresent()) {
                    return reply.get();
                }
            }
        } finally {
            taken.remove(turn);
        }
    }

    private void await(long turn, WorkContext context) throws InterruptedException {
        Cancellation.check(context);
        while (!mayRun(turn, allowed.apply(context))) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            Cancellation.check(context);
        }
    }

    private Leash leash(long turn, WorkContext context) {
        return new Leash() {
            @Override
            public boolean cancelled() {
                return context.cancelled();
            }

            @Override
            public Pace pace() {
                Allowance now = allowed.apply(context);
                if (mayRun(turn, now)) {
                    return Pace.RUN;
                }
                return now.givesMemoryBack() ? Pace.GIVE_UP : Pace.HALT;
            }
        };
    }

    private boolean mayRun(long turn, Allowance now) {
        return taken.headSet(turn).size() < now.workers();
    }
}
