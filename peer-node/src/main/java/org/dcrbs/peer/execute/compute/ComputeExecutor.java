package org.dcrbs.peer.execute.compute;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.dcrbs.market.NativePlatform;
import org.dcrbs.peer.execute.Allowance;
import org.dcrbs.peer.execute.Answers;
import org.dcrbs.peer.execute.Executor;
import org.dcrbs.peer.execute.Meter;
import org.dcrbs.peer.execute.Recovering;
import org.dcrbs.peer.execute.Settings;
import org.dcrbs.peer.execute.Usage;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.peer.execute.compute.child.Reply;
import org.dcrbs.peer.execute.compute.child.Unit;
import org.dcrbs.protocol.v1.ComputeTask;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkOrder.TaskCase;
import org.dcrbs.protocol.v1.WorkResult;
import org.jspecify.annotations.Nullable;

/**
 * Runs work units; docs/work-units.md says what one is. The result's processor time is the unit's own, as
 * counted in the child; its wall time is from the order's start, waiting for a free child included.
 */
public final class ComputeExecutor implements Executor, Recovering {
    /** How many units may run at once; if not set, as many as there are processors. */
    public static final String WORKERS = "share.computeWorkers";
    /** How much memory one unit may have. */
    public static final String MEMORY = "share.computeMemoryMegaBytes";
    /** Of what platform native programs are run; if not set, none are. */
    public static final String NATIVE = "share.computeNative";

    /** Larger outputs travel as blobs: a message has at most 1 MiB. */
    static final int MAX_INLINE_OUTPUT = 512 << 10;

    private static final long MAX_MODULE_BYTES = 4 << 20;
    private static final long DEFAULT_MEMORY_MEGA_BYTES = 256;
    private static final long MAX_MEMORY_MEGA_BYTES = 1024;
    private static final long MAX_WORKERS = 1024;
    private static final Duration NO_DEADLINE = Duration.ofDays(1);

    private final Clock clock;
    private final Brake brake;
    private volatile Allowance allowed = Allowance.WHOLE_SHARE;
    private final Turns turns = new Turns(context -> atMost(workers(context)));
    private @Nullable ChildPool pool;
    private @Nullable NativePrograms programs;

    public ComputeExecutor() {
        this(Clock.systemUTC());
    }

    public ComputeExecutor(Clock clock) {
        this(clock, new Signals());
    }

    ComputeExecutor(Clock clock, Brake brake) {
        this.clock = clock;
        this.brake = brake;
    }

    @Override
    public Set<TaskCase> tasks() {
        return Set.of(TaskCase.COMPUTE);
    }

    @Override
    public WorkResult execute(WorkOrder order, WorkContext context) throws InterruptedException {
        UnitLimits.Reply asked = UnitLimits.of(order.getCompute(), unitMegaBytes(context), toDeadline(order));
        if (asked instanceof UnitLimits.Refused refused) {
            return Answers.refused(order, refused.reason());
        }
        Meter meter = Meter.start();
        try {
            return run(order, context, (UnitLimits.Allowed) asked, meter);
        } catch (CancellationException e) {
            return Answers.failed(order, "cancelled", spent(meter, 0));
        } catch (IOException e) {
            return Answers.failed(order, e.toString(), spent(meter, 0));
        }
    }

    private WorkResult run(WorkOrder order, WorkContext context, UnitLimits.Allowed allowed, Meter meter)
            throws IOException, InterruptedException {
        ComputeTask task = order.getCompute();
        Path module = context.blob(task.getModuleSha256());
        long moduleBytes = Files.size(module);
        if (moduleBytes > MAX_MODULE_BYTES) {
            return Answers.refused(order, "the module has " + moduleBytes + " bytes, more than " + MAX_MODULE_BYTES);
        }
        Unit unit = new Unit(
                module.toAbsolutePath(),
                task.getModuleSha256().toByteArray(),
                task.getInput().toByteArray(),
                allowed.limits());
        byte[] head = head(module);
        if (NativePlatform.isProgram(head)) {
            Optional<String> unfit = unfit(head, context);
            if (unfit.isPresent()) {
                return Answers.refused(order, unfit.get());
            }
        }
        Turns.Attempt attempt = NativePlatform.isProgram(head)
                ? leash -> programs(context).run(unit, allowed.clock(), leash)
                : leash -> pool(context).run(unit, allowed.clock(), leash);
        Reply reply = turns.run(context, attempt);
        return switch (reply.outcome()) {
            case DONE -> done(order, context, reply, meter);
            case FAILED -> Answers.failed(order, reply.detail(), spent(meter, reply.cpuNanos()));
            case REFUSED -> Answers.refused(order, reply.detail());
        };
    }

    private static byte[] head(Path module) throws IOException {
        try (InputStream in = Files.newInputStream(module)) {
            return in.readNBytes(NativePlatform.HEADER_BYTES);
        }
    }

    /** Why a native program isn't run here. */
    private static Optional<String> unfit(byte[] head, WorkContext context) {
        Optional<String> run = context.setting(NATIVE);
        if (run.isEmpty()) {
            return Optional.of("the module is a native program, and this node runs none");
        }
        String written = NativePlatform.of(head).map(NativePlatform::toString).orElse("something else");
        return written.equals(run.get())
                ? Optional.empty()
                : Optional.of(
                        "the module is a native program for " + written + ", this node runs those for " + run.get());
    }

    private static WorkResult done(WorkOrder order, WorkContext context, Reply reply, Meter meter)
            throws IOException, InterruptedException {
        if (reply.output().length <= MAX_INLINE_OUTPUT) {
            return Answers.done(order, ByteString.copyFrom(reply.output()), spent(meter, reply.cpuNanos()));
        }
        Path file = Files.createTempFile(folder(context.home()), "output-", ".part");
        try {
            Files.write(file, reply.output());
            ByteString sha256 = context.publish(file);
            return Answers.doneWithBlob(order, sha256, ByteString.EMPTY, spent(meter, reply.cpuNanos()));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static Usage spent(Meter meter, long unitCpuNanos) {
        return new Usage(unitCpuNanos, meter.usage().wallNanos());
    }

    private Duration toDeadline(WorkOrder order) {
        return order.getDeadlineEpochMs() == 0
                ? NO_DEADLINE
                : Duration.ofMillis(order.getDeadlineEpochMs() - clock.millis());
    }

    /** Made by the first order: only then is it known where the home is and what the owner shares. */
    private synchronized ChildPool pool(WorkContext context) throws IOException {
        ChildPool known = pool;
        if (known == null) {
            known = new ChildPool(Files.createDirectories(folder(context.home())), unitMegaBytes(context), brake);
            pool = known;
        }
        return known;
    }

    /** For the platform that the node's setting names, which has been tried. */
    private synchronized NativePrograms programs(WorkContext context) throws IOException {
        NativePrograms known = programs;
        if (known == null) {
            NativePlatform here = context.setting(NATIVE)
                    .flatMap(NativePlatform::named)
                    .orElseThrow(() -> new IOException("this node runs no native programs"));
            known = new NativePrograms(Files.createDirectories(folder(context.home())), here, brake);
            programs = known;
        }
        return known;
    }

    private static int unitMegaBytes(WorkContext context) {
        long set = Settings.number(context, MEMORY).orElse(DEFAULT_MEMORY_MEGA_BYTES);
        return (int) Math.max(1, Math.min(MAX_MEMORY_MEGA_BYTES, set));
    }

    /** The share may change while the node runs; what the owner needs just now may be more than the private part. */
    private Allowance atMost(int workers) {
        Allowance now = allowed;
        return now.workers() <= workers ? now : Allowance.fewer(workers, now.why());
    }

    private static int workers(WorkContext context) {
        long processors = Runtime.getRuntime().availableProcessors();
        long workers = Settings.number(context, WORKERS).orElse(processors);
        return (int) Math.max(1, Math.min(MAX_WORKERS, workers));
    }

    private static Path folder(Path home) {
        return home.toAbsolutePath().resolve("leases").resolve("compute");
    }

    @Override
    public void allow(Allowance now) {
        allowed = now;
        if (now.givesMemoryBack()) {
            synchronized (this) {
                if (pool != null) {
                    pool.endIdle();
                }
            }
        }
    }

    @Override
    public void recover(Path home) throws IOException {
        Leftovers.end(folder(home));
    }

    @Override
    public synchronized void close() {
        ChildPool open = pool;
        if (open != null) {
            open.close();
        }
    }
}
