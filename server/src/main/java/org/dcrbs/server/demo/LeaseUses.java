package org.dcrbs.server.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.dcrbs.market.RoundId;
import org.dcrbs.protocol.v1.WorkOrder.TaskCase;
import org.dcrbs.server.RunningServer;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.work.Order;
import org.dcrbs.server.work.WorkService;

/** While leases last, the lessees use some of them, as they would: with the commands of their nodes. */
final class LeaseUses implements AutoCloseable {
    private static final String MAIN = "org.dcrbs.peer.PeerMain";
    private static final int MOST_SECONDS = 60;

    private final Path peerJar;
    private final DemoFolder folder;
    private final Consumer<String> tell;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "lessee");
        made.setDaemon(true);
        return made;
    });
    /** What was begun: each kind of lease is used once. */
    private final Set<TaskCase> begun = new HashSet<>();

    /** @param tell a line; called from another thread */
    LeaseUses(Path peerJar, DemoFolder folder, Consumer<String> tell) {
        this.peerJar = peerJar;
        this.folder = folder;
        this.tell = tell;
    }

    /** Begins to use what is leased now and isn't used yet. */
    void look(RunningServer server, RoundId round) {
        WorkService work = server.bean(WorkService.class);
        server.bean(Contracts.class).ofRound(round).stream()
                .flatMap(contract -> work.ordersOf(contract.terms().id()).stream())
                .filter(order -> order.state() == Order.State.OPEN)
                .forEach(this::use);
    }

    private void use(Order order) {
        TaskCase kind = order.order().getTaskCase();
        String lessee = order.order().getLessee();
        List<List<String>> commands = switch (kind) {
            case MEMORY ->
                List.of(
                        List.of("memory", "put", "greeting", "tile-colours.csv", "--lease", order.id()),
                        List.of("memory", "list", "--lease", order.id()));
            case STORAGE ->
                List.of(
                        List.of("store", "put", "tile-colours.csv", "--lease", order.id()),
                        List.of("store", "audit", "tile-colours.csv"));
            default -> List.of();
        };
        if (!commands.isEmpty() && begun.add(kind)) {
            CompletableFuture<Void> unused = CompletableFuture.runAsync(() -> runAll(lessee, commands), thread);
        }
    }

    private void runAll(String lessee, List<List<String>> commands) {
        for (List<String> command : commands) {
            if (!run(lessee, command)) {
                return;
            }
        }
    }

    private boolean run(String lessee, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                peerJar.toString(),
                MAIN));
        command.addAll(arguments);
        command.addAll(List.of("--home", folder.node(lessee).toString()));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.samples().resolve("files").toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            List<String> lines = process.inputReader().lines().toList();
            boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
            tell.accept("    " + lessee + "$ ./dcrbs peer " + String.join(" ", arguments));
            lines.forEach(line -> tell.accept("      " + line));
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            tell.accept("    " + lessee + " could not use its lease: " + e.getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
