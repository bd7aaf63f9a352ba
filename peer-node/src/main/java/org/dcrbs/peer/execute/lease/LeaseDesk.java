package org.dcrbs.peer.execute.lease;

import com.google.protobuf.ByteString;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.dcrbs.peer.execute.Answers;
import org.dcrbs.peer.execute.Meter;
import org.dcrbs.peer.execute.Settings;
import org.dcrbs.peer.execute.Usage;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.protocol.v1.LeaseAnswer;
import org.dcrbs.protocol.v1.LeaseCall;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;

/**
 * Serves leases of one resource: reserves out of the share, takes, keeps until the end or until
 * cancelled, proves, gives back. A node that stops in mid-lease leaves the reservation in the ledger, and
 * the same order served again goes on with it.
 */
public final class LeaseDesk {
    /** How soon a cancelled lease is noticed. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private final String resource;
    private final String unit;
    private final String shareKey;
    private final Clock clock;
    private final Map<Path, Reservations> ledgers = new ConcurrentHashMap<>();

    /** For a resource counted in the given unit, of which the setting says how much is shared. */
    public LeaseDesk(String resource, String unit, String shareKey, Clock clock) {
        this.resource = resource;
        this.unit = unit;
        this.shareKey = shareKey;
        this.clock = clock;
    }

    /** What is done with a piece of the resource while it is reserved. */
    @FunctionalInterface
    public interface Use {
        /** @throws java.util.concurrent.CancellationException when it sees that the order is cancelled */
        WorkResult run(Meter meter) throws IOException, InterruptedException;
    }

    /** Takes what is asked for and keeps it until the terms' end. */
    public WorkResult serve(WorkOrder order, WorkContext context, Terms terms, Take take) throws InterruptedException {
        return use(order, context, terms, meter -> keep(order, context, terms, take, meter));
    }

    /** Reserves what is asked for, until it has been used. */
    public WorkResult use(WorkOrder order, WorkContext context, Terms terms, Use use) throws InterruptedException {
        OptionalLong share = Settings.number(context, shareKey);
        if (share.isEmpty()) {
            return Answers.refused(order, "this node shares no " + resource);
        }
        if (terms.amount() <= 0) {
            return Answers.refused(order, "a lease of " + terms.amount() + " " + unit + " of " + resource);
        }
        if (!terms.until().isAfter(clock.instant())) {
            return Answers.failed(order, "the lease ended at " + terms.until() + ", before it was served", Usage.NONE);
        }
        Meter meter = Meter.start();
        try {
            Reservations ledger = ledger(context.home());
            Reservation wanted = new Reservation(order.getId(), terms.amount(), terms.until());
            Reservations.Reply reply = ledger.reserve(wanted, share.getAsLong());
            if (reply instanceof Reservations.Refused refused) {
                return Answers.refused(order, resource + " in " + unit + ": " + refused.reason());
            }
            return whileReserved(order, terms, use, ledger, meter);
        } catch (IOException e) {
            return Answers.failed(order, resource + " lease: " + e, meter.usage());
        }
    }

    /** The orders that hold a piece of the resource, as the ledger of this home knows. */
    public Reservations ledger(Path home) throws IOException {
        Path key = home.toAbsolutePath().normalize();
        Reservations known = ledgers.get(key);
        if (known != null) {
            return known;
        }
        synchronized (ledgers) {
            Reservations opened = ledgers.get(key);
            if (opened == null) {
                opened = Reservations.open(
                        key.resolve("leases").resolve(resource.replace(' ', '-') + ".reserved"), clock);
                ledgers.put(key, opened);
            }
            return opened;
        }
    }

    private static WorkResult whileReserved(WorkOrder order, Terms terms, Use use, Reservations ledger, Meter meter)
            throws IOException, InterruptedException {
        boolean stopping = false;
        try {
            return use.run(meter);
        } catch (CancellationException e) {
            return Answers.failed(order, "cancelled; it was to last until " + terms.until(), meter.usage());
        } catch (InterruptedException e) {
            stopping = true;
            throw e;
        } finally {
            if (stopping) {
                ledger.abandon(order.getId());
            } else {
                ledger.release(order.getId());
            }
        }
    }

    private WorkResult keep(WorkOrder order, WorkContext context, Terms terms, Take take, Meter meter)
            throws IOException, InterruptedException {
        Take.Outcome outcome = take.take(context);
        if (outcome instanceof Take.NotHad notHad) {
            return Answers.refused(order, notHad.reason());
        }
        return Answers.done(order, hold(((Take.Held) outcome).holding(), context, terms), meter.usage());
    }

    /** Gives back what is held when the lease is over, but not when the node stops in mid-lease. */
    private ByteString hold(Holding holding, WorkContext context, Terms terms)
            throws IOException, InterruptedException {
        boolean over = true;
        try {
            Closeable service = context.serve(new Served(terms, holding));
            try {
                wait(terms.until(), context);
            } finally {
                service.close();
            }
            return holding.proof(context);
        } catch (InterruptedException e) {
            over = false;
            throw e;
        } finally {
            if (over) {
                holding.release();
            }
        }
    }

    private void wait(Instant until, WorkContext context) throws InterruptedException {
        Duration left = Duration.between(clock.instant(), until);
        while (left.compareTo(Duration.ZERO) > 0) {
            Cancellation.check(context);
            TimeUnit.NANOSECONDS.sleep((left.compareTo(LOOK) < 0 ? left : LOOK).toNanos());
            left = Duration.between(clock.instant(), until);
        }
        Cancellation.check(context);
    }

    /** What is held, and the terms on which. */
    private record Served(Terms terms, Holding holding) implements LeaseService {
        @Override
        public LeaseAnswer.Builder answer(LeaseCall call) throws IOException {
            return call.hasStatus() ? status() : holding.answer(call);
        }

        @Override
        public Optional<LeasedLine> line() {
            return holding.line();
        }

        private LeaseAnswer.Builder status() {
            return LeaseAnswer.newBuilder()
                    .setTerms(LeaseAnswer.Terms.newBuilder()
                            .setAmount(terms.amount())
                            .setUntilEpochMs(terms.until().toEpochMilli()));
        }
    }
}
