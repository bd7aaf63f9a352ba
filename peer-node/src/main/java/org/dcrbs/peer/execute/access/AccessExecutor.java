package org.dcrbs.peer.execute.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dcrbs.peer.execute.Executor;
import org.dcrbs.peer.execute.FileNames;
import org.dcrbs.peer.execute.Recovering;
import org.dcrbs.peer.execute.Settings;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.peer.execute.access.web.WebDesk;
import org.dcrbs.peer.execute.lease.LeaseDesk;
import org.dcrbs.peer.execute.lease.LeasedLine;
import org.dcrbs.peer.execute.lease.LineMeter;
import org.dcrbs.peer.execute.lease.Take;
import org.dcrbs.peer.execute.lease.Terms;
import org.dcrbs.peer.share.AllowList;
import org.dcrbs.protocol.v1.AccessLease;
import org.dcrbs.protocol.v1.WebTask;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkOrder.TaskCase;
import org.dcrbs.protocol.v1.WorkResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a rate out of the owner's internet connection for a lessee, so that the connection is never let twice, and opens the
 * line to it at the node's door. The result's output is a line that says what was kept until when, and how it did. Probes of
 * such a line are answered with an AccessProof. For web work the same is kept while it is done, for the node itself.
 */
public final class AccessExecutor implements Executor, Recovering {
    /** How many kilobits a second the owner shares. */
    public static final String SHARE = "share.accessKilobitsPerSecond";
    /** Where lessees may go, as {@link AllowList#text} has it. */
    public static final String ALLOW = "share.accessAllow";
    /** The most that a lease may carry, if the owner sets a bound. */
    public static final String MOST = "share.accessMegaBytesPerLease";

    /** The host at which the node dials its coordinator. */
    public static final String COORDINATOR = ProbeDesk.COORDINATOR;

    private static final Logger LOG = LoggerFactory.getLogger(AccessExecutor.class);
    private static final long MEGA = 1_000_000;

    private final LeaseDesk desk;
    private final WebDesk web;
    private final Clock clock;
    private final Map<String, HeldLine> held = new ConcurrentHashMap<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "line-meter");
        thread.setDaemon(true);
        return thread;
    });

    public AccessExecutor() {
        this(Clock.systemUTC());
    }

    public AccessExecutor(Clock clock) {
        this.clock = clock;
        web = new WebDesk(clock);
        desk = new LeaseDesk("internet access", "kbit/s", SHARE, clock);
        var unused = ticker.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public Set<TaskCase> tasks() {
        return Set.of(TaskCase.ACCESS, TaskCase.ACCESS_PROBE, TaskCase.WEB);
    }

    @Override
    public WorkResult execute(WorkOrder order, WorkContext context) throws InterruptedException {
        if (order.hasAccessProbe()) {
            return ProbeDesk.answer(
                    order, held.containsKey(order.getAccessProbe().getLeaseOrderId()), context);
        }
        try {
            return order.hasWeb() ? work(order, context) : lease(order, context);
        } finally {
            // A node that stops in mid-lease goes on with it; the book of one that is over is gone already.
            HeldLine gone = held.remove(order.getId());
            if (gone != null) {
                saveIfOpen(gone);
            }
        }
    }

    private WorkResult lease(WorkOrder order, WorkContext context) throws InterruptedException {
        AccessLease lease = order.getAccess();
        Terms terms = new Terms(lease.getKilobitsPerSecond(), Instant.ofEpochMilli(lease.getUntilEpochMs()));
        return desk.serve(order, context, terms, running -> new Take.Held(hold(order.getId(), terms, running)));
    }

    private WorkResult work(WorkOrder order, WorkContext context) throws InterruptedException {
        WebTask task = order.getWeb();
        Terms terms = new Terms(task.getKilobitsPerSecond(), Instant.ofEpochMilli(task.getUntilEpochMs()));
        return desk.use(order, context, terms, meter -> {
            HeldLine line = hold(order.getId(), terms, context);
            boolean over = true;
            try {
                return web.work(order, line.leased(), context, meter);
            } catch (InterruptedException e) {
                over = false;
                throw e;
            } finally {
                if (over) {
                    line.release();
                }
            }
        });
    }

    private HeldLine hold(String order, Terms terms, WorkContext context) throws IOException {
        LineBook book = new LineBook(context.home(), order, terms.amount(), terms.until());
        LineMeter meter = book.open(clock.instant());
        LeasedLine line =
                new LeasedLine(terms.amount(), mostBytes(terms, meter, context), () -> allowed(context), meter);
        HeldLine taken = new HeldLine(line, book, clock);
        held.put(order, taken);
        return taken;
    }

    /** What the rate allows in the whole of the lease, or less if the owner says so. */
    private long mostBytes(Terms terms, LineMeter meter, WorkContext context) {
        long left = Math.max(0, Duration.between(clock.instant(), terms.until()).toSeconds() + 1);
        long seconds = meter.figures().getWatchedSeconds() + left;
        long bothWays = terms.amount() * 2 * 1000 / Byte.SIZE;
        long natural = bothWays > Long.MAX_VALUE / seconds ? Long.MAX_VALUE : bothWays * seconds;
        OptionalLong owners = Settings.number(context, MOST);
        return owners.isPresent() ? Math.min(natural, owners.getAsLong() * MEGA) : natural;
    }

    private static AllowList allowed(WorkContext context) {
        return context.setting(ALLOW).map(AllowList::parse).orElse(AllowList.DEFAULT);
    }

    private void tick() {
        for (HeldLine line : held.values()) {
            try {
                line.tick();
            } catch (IOException | RuntimeException e) {
                LOG.error("The figures of a leased line can't be kept: {}", e.getMessage());
            }
        }
    }

    private static void saveIfOpen(HeldLine line) {
        try {
            line.saveIfOpen();
        } catch (IOException e) {
            LOG.error("The figures of a leased line can't be kept: {}", e.getMessage());
        }
    }

    /** The books of leases that came to an end while the node was down go. */
    @Override
    public void recover(Path home) throws IOException {
        Set<String> reserved = desk.ledger(home).active().stream()
                .map(one -> FileNames.of(one.orderId()))
                .collect(Collectors.toSet());
        if (Files.isDirectory(LineBook.folder(home))) {
            try (Stream<Path> books = Files.list(LineBook.folder(home))) {
                for (Path book : books.toList()) {
                    if (!reserved.contains(book.getFileName().toString())) {
                        Files.delete(book);
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }
}
