package org.dcrbs.server.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dcrbs.market.PartyId;
import org.dcrbs.server.CommandFailure;

/** The members' nodes, each a process of its own. However this process ends, short of being killed, they end with it. */
final class NodeProcesses implements AutoCloseable {
    private static final String MAIN = "org.dcrbs.peer.PeerMain";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path jar;
    private final DemoFolder folder;
    private final String coordinator;
    private final Map<PartyId, Process> processes = new LinkedHashMap<>();
    private boolean closed;

    /** @param coordinator where nodes dial, host and port */
    NodeProcesses(Path jar, DemoFolder folder, String coordinator) {
        this.jar = jar;
        this.folder = folder;
        this.coordinator = coordinator;
    }

    /** @param token given in the environment, where other users don't see it */
    synchronized void start(PartyId party, String token) throws IOException {
        if (closed) {
            return;
        }
        Path log = folder.nodeLog(party.value());
        Files.createDirectories(log.getParent());
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx384m",
                        "-cp",
                        jar.toString(),
                        MAIN,
                        "run",
                        "--coordinator",
                        coordinator,
                        "--home",
                        folder.node(party.value()).toString(),
                        "--share",
                        folder.share(party.value()).toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("DCRBS_TOKEN", token);
        processes.put(party, builder.start());
    }

    /** Throws if one of them has ended. */
    synchronized void check() {
        processes.forEach((party, process) -> {
            if (!process.isAlive() && !closed) {
                throw new CommandFailure("the node of " + party + " has ended with exit code " + process.exitValue()
                        + "; its log is " + folder.nodeLog(party.value()));
            }
        });
    }

    /** Asks them to end, so that each ends its own children, and makes them if they don't. */
    @Override
    public synchronized void close() {
        closed = true;
        List<ProcessHandle> all = processes.values().stream()
                .flatMap(process -> process.descendants())
                .toList();
        processes.values().forEach(Process::destroy);
        processes.values().forEach(process -> end(process.toHandle()));
        all.forEach(ProcessHandle::destroyForcibly);
        processes.clear();
    }

    /** Ends nodes that a demo left behind in that folder because it was killed. */
    static void endThoseIn(Path root) {
        List<ProcessHandle> left = ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(MAIN) && line.contains(root.toString()))
                        .isPresent())
                .toList();
        left.forEach(ProcessHandle::destroy);
        left.forEach(NodeProcesses::end);
    }

    private static void end(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
    }
}
