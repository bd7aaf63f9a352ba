package org.dcrbs.peer.execute.peripheral;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A daemon of the system that is there while a test needs it. */
final class Daemon implements AutoCloseable {
    private final Process process;

    private Daemon(Process process) {
        this.process = process;
    }

    /** Where it is not installed, the test is left out. */
    static String installed(String program) {
        List<Path> found = Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .toList();
        assumeTrue(!found.isEmpty(), program + " is not installed");
        return found.get(0).toString();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Returns when it listens. What ends before, or does not listen in time, can't run here, and the test is left out. */
    static Daemon start(Path folder, Map<String, String> environment, int port, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(folder.resolve("daemon.log").toFile());
        builder.environment().putAll(environment);
        Daemon daemon = new Daemon(builder.start());
        long start = System.nanoTime();
        while (!listens(port)) {
            boolean hopeless = !daemon.process.isAlive() || System.nanoTime() - start > 10_000_000_000L;
            if (hopeless) {
                daemon.close();
            }
            assumeTrue(!hopeless, () -> command[0] + " does not run here");
            Thread.onSpinWait();
        }
        return daemon;
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
