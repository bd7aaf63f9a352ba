package org.dcrbs.server.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Java processes that run classes of this test's class path, and end with it. */
final class Children implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 300;

    /** Of what a process said, as many lines go into the report of a failure. */
    private static final int LAST_LINES = 40;

    private final List<Process> started = new ArrayList<>();

    /** One such process. */
    record Child(Process process, BufferedReader output) {
        /** Reads its output up to the line that passes, and returns that line. */
        String line(Predicate<String> wanted) throws Exception {
            List<String> seen = new ArrayList<>();
            CompletableFuture<Optional<String>> found = CompletableFuture.supplyAsync(() -> {
                try {
                    for (String line = output.readLine(); line != null; line = output.readLine()) {
                        seen.add(line);
                        if (wanted.test(line)) {
                            return Optional.of(line);
                        }
                    }
                    return Optional.empty();
                } catch (IOException e) {
                    return Optional.empty();
                }
            });
            return found.get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .orElseThrow(() -> new AssertionError("the process ended having said only " + seen));
        }

        /** Waits for its end, reading on so that it isn't held up, and tells its exit code. */
        int exit() throws Exception {
            Deque<String> last = new ConcurrentLinkedDeque<>();
            CompletableFuture<Void> rest =
                    CompletableFuture.runAsync(() -> output.lines().forEach(line -> {
                        last.add(line);
                        if (last.size() > LAST_LINES) {
                            last.remove();
                        }
                    }));
            try {
                int code =
                        process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS).exitValue();
                rest.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return code;
            } catch (TimeoutException e) {
                throw new AssertionError("the process goes on; it said last:\n" + String.join("\n", last), e);
            }
        }

        /** As {@code kill} does, and waits for its end; its output is closed from then on. */
        void stop() throws Exception {
            process.destroy();
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        /** As {@code kill -9} does. */
        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }

    Child start(Path folder, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        started.add(process);
        return new Child(process, process.inputReader());
    }

    @Override
    public void close() {
        // Asked first, since a node then ends its own children, too.
        started.forEach(Process::destroy);
        for (Process process : started) {
            try {
                process.onExit().get(20, TimeUnit.SECONDS);
            } catch (Exception e) {
                process.destroyForcibly();
            }
        }
    }
}
