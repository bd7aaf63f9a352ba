package org.dcrbs.server.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dcrbs.server.CommandFailure;
import org.dcrbs.server.cli.ApiClient;
import org.dcrbs.server.cli.Main;

/** A coordinator in a process of its own, so that what it takes can be told from what the peers take. */
final class CoordinatorProcess implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("The operator's token, told only this once: (\\S+)");
    private static final int PATIENCE_SECONDS = 300;

    private final Path folder;
    private final List<String> options;
    private final List<String> linkOptions;
    private final int port;
    private final int linkPort;
    private String token = "";
    private Optional<Process> process = Optional.empty();

    /**
     * One that isn't started yet.
     *
     * @param options for its Java
     * @param addresses of this computer at which peers reach it
     */
    CoordinatorProcess(Path folder, List<String> options, List<String> addresses) throws IOException {
        this.folder = folder;
        this.options = List.copyOf(options);
        this.port = freePort();
        this.linkPort = freePort();
        this.linkOptions = List.of(
                "--link-port",
                String.valueOf(linkPort),
                "--link-host",
                String.join(",", addresses),
                "--link-address",
                addresses.size() == 1 ? addresses.get(0) : "0.0.0.0");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int linkPort() {
        return linkPort;
    }

    ApiClient api() {
        return new ApiClient(URI.create("http://127.0.0.1:" + port + "/"), token);
    }

    /** Starts it, again on what it has kept if it was there before, and waits until it answers. */
    void start() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "server",
                "--data",
                folder.resolve("data").toString(),
                "--port",
                String.valueOf(port)));
        command.addAll(linkOptions);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(folder.resolve("coordinator.err").toFile());
        // Else glibc keeps a heap of its own for each thread, and memory that nobody uses in all of them.
        builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
        Process started = builder.start();
        process = Optional.of(started);
        CompletableFuture<Boolean> up = CompletableFuture.supplyAsync(() -> listen(started.inputReader()));
        try {
            if (!up.get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new CommandFailure("the coordinator didn't start: "
                        + Files.readString(folder.resolve("coordinator.err"), StandardCharsets.UTF_8));
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new CommandFailure("the coordinator didn't start within " + PATIENCE_SECONDS + " s", e);
        }
    }

    private boolean listen(BufferedReader said) {
        try {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                Matcher told = TOKEN.matcher(line);
                if (told.matches()) {
                    token = told.group(1);
                }
                if (line.startsWith("The coordinator is at ")) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        if (process.isPresent()) {
            process.get().destroyForcibly().waitFor();
        }
    }

    /** Its CPU time since it was started. */
    Duration cpu() {
        return process.flatMap(running -> running.info().totalCpuDuration()).orElse(Duration.ZERO);
    }

    /** Its resident memory; empty where the system doesn't tell as Linux does. */
    OptionalLong residentKibibytes() {
        Path status = Path.of("/proc", process.map(Process::pid).orElse(0L).toString(), "status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        process.ifPresent(running -> {
            running.destroy();
            if (running.onExit().completeOnTimeout(running, 0, TimeUnit.SECONDS).isDone()) {
                return;
            }
            try {
                running.onExit().get(20, TimeUnit.SECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                running.destroyForcibly();
            }
        });
    }
}
