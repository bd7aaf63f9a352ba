package org.dcrbs.peer.execute.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.dcrbs.peer.execute.Allowance;
import org.dcrbs.peer.execute.Orders;
import org.dcrbs.peer.execute.TestContext;
import org.dcrbs.peer.execute.compute.child.ChildMain;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class GivingWayTest {
    private static final Allowance PAUSED = Allowance.paused("the owner is there");
    private static final int WIDTH = 250;
    private static final int MOST = 20_000;

    /** A system that cannot halt a process. */
    private static final class NoBrake implements Brake {
        @Override
        public boolean halt(long pid) {
            return false;
        }

        @Override
        public boolean release(long pid) {
            return false;
        }
    }

    @TempDir
    Path home;

    private ComputeExecutor executor = new ComputeExecutor();

    @AfterEach
    void close() {
        executor.close();
    }

    @Test
    void aPausedUnitStandsStillAndGoesOnToTheSameBits() throws Exception {
        Future<WorkResult> running = start(picture(), context());
        ProcessHandle child = workingChild(running);

        executor.allow(PAUSED);
        awaitStandstill(child);
        assertThat(running.isDone()).isFalse();
        executor.allow(Allowance.WHOLE_SHARE);

        assertThat(running.get().getOutcome()).isEqualTo(Outcome.DONE);
        assertThat(running.get().getOutput().toByteArray())
                .isEqualTo(PlainJava.mandelbrot(-0.1, 0.1, 0.0001, WIDTH, WIDTH, MOST));
        assertThat(running.get().getCpuNanos())
                .isPositive()
                .isLessThan(running.get().getWallNanos());
        assertThat(child.isAlive()).as("it went on where it stood").isTrue();
    }

    @Test
    void whereNothingCanBeHaltedTheUnitBeginsAgain() throws Exception {
        executor.close();
        executor = new ComputeExecutor(Clock.systemUTC(), new NoBrake());
        Future<WorkResult> running = start(picture(), context());
        ProcessHandle child = workingChild(running);

        executor.allow(PAUSED);
        child.onExit().join();
        executor.allow(Allowance.WHOLE_SHARE);

        assertThat(running.get().getOutcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void whenMemoryIsShortTheChildEndsAndTheUnitBeginsAgain() throws Exception {
        Future<WorkResult> running = start(picture(), context());
        ProcessHandle child = workingChild(running);

        executor.allow(Allowance.cleared("no memory"));
        child.onExit().join();
        assertThat(running.isDone()).isFalse();
        executor.allow(Allowance.WHOLE_SHARE);

        assertThat(running.get().getOutcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void ofTwoUnitsTheNewerOnePausesWhenOneIsTooMany() throws Exception {
        TestContext first = context();
        TestContext second = context();
        Future<WorkResult> older = start(endless(), first);
        ProcessHandle olderChild = workingChild(older);
        Future<WorkResult> newer = start(endless(), second);
        ProcessHandle newerChild = await(() -> children().size() == 2, newer) ? other(olderChild) : olderChild;
        awaitWork(newerChild, newer);

        executor.allow(Allowance.fewer(1, "the owner needs one"));
        awaitStandstill(newerChild);
        awaitWork(olderChild, older);

        first.cancel();
        assertThat(older.get().getDetail()).isEqualTo("cancelled");
        awaitWork(newerChild, newer);
        second.cancel();
        assertThat(newer.get().getDetail()).isEqualTo("cancelled");
    }

    @Test
    void nothingBeginsDuringAPauseAndWhatWaitsCanBeCancelled() throws Exception {
        executor.allow(PAUSED);
        TestContext context = context();
        Future<WorkResult> waiting = start(picture(), context);
        context.awaitWork();

        assertThat(children()).isEmpty();
        context.cancel();

        assertThat(waiting.get().getDetail()).isEqualTo("cancelled");
    }

    @Test
    void aPausedUnitCanBeCancelled() throws Exception {
        TestContext context = context();
        Future<WorkResult> running = start(endless(), context);
        ProcessHandle child = workingChild(running);
        executor.allow(PAUSED);
        awaitStandstill(child);

        context.cancel();

        assertThat(running.get().getDetail()).isEqualTo("cancelled");
        child.onExit().join();
    }

    @Test
    void aDeadlineHoldsForAPausedUnitToo() throws Exception {
        executor.allow(PAUSED);
        executor.allow(Allowance.WHOLE_SHARE);
        WorkOrder order = endless().toBuilder()
                .setDeadlineEpochMs(Clock.systemUTC().millis() + 3000)
                .build();
        Future<WorkResult> running = start(order, context());
        await(() -> !children().isEmpty(), running);

        executor.allow(PAUSED);

        assertThat(running.get().getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(running.get().getDetail()).contains("by the clock");
    }

    @Test
    void aChildThatStoodStillWhenTheNodeWasKilledIsEndedAtTheNextStart() throws Exception {
        Future<WorkResult> running = start(endless(), context());
        ProcessHandle child = workingChild(running);
        executor.allow(PAUSED);
        awaitStandstill(child);

        new ComputeExecutor().recover(home);

        child.onExit().join();
        assertThat(running.get().getOutcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void childrenHaveTheLowestPriority() throws Exception {
        assumeTrue(
                Files.exists(Path.of("/proc/self/stat")) && !Priority.lowest().isEmpty());
        TestContext context = context();
        Future<WorkResult> running = start(endless(), context);
        ProcessHandle child = workingChild(running);

        List<String> stat = stat(child);
        context.cancel();
        running.get();

        assertThat(stat.get(18)).as("nice value").isEqualTo("19");
    }

    /** The fields that proc(5) numbers from 1, from 0; the name in the second may hold spaces. */
    private static List<String> stat(ProcessHandle process) throws Exception {
        String line = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        return List.of(("0 name " + line.substring(line.lastIndexOf(')') + 2)).split(" "));
    }

    private TestContext context() {
        return new TestContext(home).with(ComputeExecutor.WORKERS, 2);
    }

    /** Some seconds of work. */
    private WorkOrder picture() throws Exception {
        return Orders.compute(
                context().store(SampleWork.wasm("mandelbrot")),
                SampleWork.mandelbrotInput(-0.1, 0.1, 0.0001, WIDTH, WIDTH, MOST),
                256,
                600_000,
                1 << 20);
    }

    private WorkOrder endless() throws Exception {
        return Orders.compute(
                context().store(SampleWork.wasm("mandelbrot")),
                SampleWork.mandelbrotInput(0, 0, 0, 8192, 8192, 65_535),
                2100,
                600_000,
                1 << 20);
    }

    private Future<WorkResult> start(WorkOrder order, TestContext context) {
        context.with(ComputeExecutor.MEMORY, 256);
        FutureTask<WorkResult> task = new FutureTask<>(() -> executor.execute(order, context));
        new Thread(task).start();
        return task;
    }

    private static List<ProcessHandle> children() {
        return ProcessHandle.current()
                .children()
                .filter(process -> process.info().commandLine().orElse("").contains(ChildMain.class.getName()))
                .toList();
    }

    private static ProcessHandle other(ProcessHandle known) {
        return children().stream()
                .filter(child -> !child.equals(known))
                .findFirst()
                .orElseThrow();
    }

    private static ProcessHandle workingChild(Future<WorkResult> running) throws Exception {
        await(() -> !children().isEmpty(), running);
        ProcessHandle child = children().get(0);
        awaitWork(child, running);
        return child;
    }

    /** Until it has computed for some more time: the unit is under way, or goes on. */
    private static void awaitWork(ProcessHandle child, Future<WorkResult> running) throws Exception {
        Duration before = spent(child);
        await(() -> spent(child).minus(before).toMillis() > 700, running);
    }

    private static void awaitStandstill(ProcessHandle child) throws Exception {
        while (!state(child).startsWith("T")) {
            assertThat(child.isAlive()).isTrue();
        }
    }

    private static String state(ProcessHandle child) throws Exception {
        Process ps = new ProcessBuilder("ps", "-o", "state=", "-p", "" + child.pid()).start();
        return new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    private static Duration spent(ProcessHandle child) {
        return child.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static boolean await(BooleanSupplier condition, Future<WorkResult> running) throws Exception {
        while (!condition.getAsBoolean()) {
            try {
                fail("it ended early: " + running.get(20, TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                // Still at it.
            }
        }
        return true;
    }
}
