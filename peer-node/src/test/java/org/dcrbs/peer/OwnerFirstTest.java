package org.dcrbs.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.execute.compute.ComputeExecutor;
import org.dcrbs.peer.execute.compute.child.ChildMain;
import org.dcrbs.peer.hardware.HardwareProbe;
import org.dcrbs.peer.hardware.MachineSenses;
import org.dcrbs.peer.link.Backoff;
import org.dcrbs.peer.owner.OwnerWatch;
import org.dcrbs.peer.owner.Senses;
import org.dcrbs.peer.owner.Standing;
import org.dcrbs.peer.share.Machine;
import org.dcrbs.peer.share.Share;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.v1.CancelOrder;
import org.dcrbs.protocol.v1.ComputeTask;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Envelope.BodyCase;
import org.dcrbs.protocol.v1.WorkOrder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole node, with a real unit in a real child and the computer's real load. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class OwnerFirstTest {
    @TempDir
    Path folder;

    private final int processors = HardwareProbe.read().getLogicalCores();
    private final Semaphore readings = new Semaphore(0);
    private volatile Process ownersProgram;
    private StandIn coordinator;
    private PeerNode node;

    /** The owner's program: a busy thread for each processor, until it is ended. */
    static final class Busy {
        private Busy() {}

        public static void main(String[] args) {
            for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
                new Thread(Busy::spin).start();
            }
        }

        private static void spin() {
            while (!Thread.interrupted()) {
                Thread.onSpinWait();
            }
        }
    }

    @BeforeEach
    void aNodeAtWork() throws Exception {
        coordinator = new StandIn();
        MachineSenses senses = new MachineSenses(this::notTheOwners);
        Senses counted = () -> {
            readings.release();
            return senses.read();
        };
        Machine machine = new Machine(HardwareProbe.read(), Nodes.MACHINE.benchmarks());
        node = PeerNode.start(new NodePlan(
                new Home(folder),
                coordinator.address(),
                Optional.of(coordinator.token("lab-7")),
                Share.DEFAULT,
                folder.resolve("share.json"),
                () -> machine,
                measuring -> machine.benchmarks(),
                counted,
                new OwnerWatch.Rhythm(Duration.ofMillis(500), Duration.ZERO),
                List.of(new ComputeExecutor()),
                LinkLimits.DEFAULT,
                new Backoff(Duration.ofMillis(20), Duration.ofMillis(100), new Random(1)),
                Clock.systemUTC()));
        coordinator.nextWelcomed();
        byte[] module = Files.readAllBytes(Path.of("..", "data-samples", "work", "mandelbrot.wasm"));
        coordinator.blobs.put(Blobs.sha256(module), module);
        coordinator.order(WorkOrder.newBuilder()
                .setId("o-1")
                .setAttempt(1)
                .setCompute(ComputeTask.newBuilder()
                        .setModuleSha256(Blobs.sha256(module))
                        .setInput(hoursOfWork())
                        .setMemoryPages(2100)
                        .setCpuMillisLimit(600_000))
                .build());
    }

    /**
     * While the owner's program runs, the node and its children, as in earnest; else all processes, so that it does not
     * matter what this computer is busy with besides.
     */
    private Stream<ProcessHandle> notTheOwners() {
        Process program = ownersProgram;
        if (program == null || !program.isAlive()) {
            return ProcessHandle.allProcesses();
        }
        ProcessHandle node = ProcessHandle.current();
        return Stream.concat(Stream.of(node), node.children().filter(child -> child.pid() != program.pid()));
    }

    private static ByteString hoursOfWork() {
        return ByteString.copyFrom(ByteBuffer.allocate(36)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(24, 8192)
                .putInt(28, 8192)
                .putInt(32, 65_535)
                .array());
    }

    @AfterEach
    void stop() {
        if (ownersProgram != null) {
            ownersProgram.destroyForcibly();
        }
        node.close();
        coordinator.close();
    }

    @Test
    void workStandsStillWhileTheOwnersProgramsNeedTheComputerAndGoesOnAfterwards() throws Exception {
        ProcessHandle child = workingChild();

        ownersProgram = busyProgram();
        awaitStanding("paused: the owner's programs use");
        Duration atPause = spent(child);
        readings.drainPermits();
        readings.acquire(4);
        assertThat(spent(child).minus(atPause)).as("computed while paused").isLessThan(Duration.ofMillis(600));

        ownersProgram.destroyForcibly().waitFor();
        awaitStanding("%d of %<d at once".formatted(Math.max(1, processors / 2)));
        awaitWork(child);
    }

    @Test
    void theOwnersWordPausesARunningNode() throws Exception {
        ProcessHandle child = workingChild();

        assertThat(PeerMain.run("pause", "--home", folder.toString())).isZero();
        awaitStanding("paused: paused by the owner");
        assertThat(PeerMain.run("resume", "--home", folder.toString())).isZero();

        awaitWork(child);
        coordinator.send(
                Envelope.newBuilder().setCancelOrder(CancelOrder.newBuilder().setOrderId("o-1")));
        assertThat(coordinator.next(BodyCase.WORK_RESULT).getWorkResult().getDetail())
                .startsWith("cancelled");
    }

    private static Process busyProgram() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of(Busy.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                                .toString(),
                        Busy.class.getName())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
    }

    private ProcessHandle workingChild() throws Exception {
        Optional<ProcessHandle> child = Optional.empty();
        while (child.isEmpty()) {
            readings.acquire();
            child = ProcessHandle.current()
                    .children()
                    .filter(process -> process.info().commandLine().orElse("").contains(ChildMain.class.getName()))
                    .findFirst();
        }
        awaitWork(child.get());
        return child.get();
    }

    private void awaitWork(ProcessHandle child) throws Exception {
        Duration before = spent(child);
        while (spent(child).minus(before).toMillis() < 700) {
            assertThat(child.isAlive()).isTrue();
            readings.acquire();
        }
    }

    private static Duration spent(ProcessHandle child) {
        return child.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void awaitStanding(String beginning) throws Exception {
        String said = "";
        while (!said.startsWith(beginning)) {
            readings.acquire();
            said = Standing.read(folder.resolve("standing.properties"))
                    .map(Standing::text)
                    .orElse("");
        }
    }
}
