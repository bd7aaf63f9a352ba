package org.dcrbs.peer.execute.peripheral;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/** A program of the owner's that writes one picture, JPEG or PNG, to its standard output. */
record CameraProgram(List<String> command, Duration most) implements PictureDevice.Source {
    private static final Duration MOST = Duration.ofSeconds(60);
    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_COMPLAINT = 200;
    private static final Set<DocumentKind> PICTURES = EnumSet.of(DocumentKind.JPEG, DocumentKind.PNG);
    /** All of the node's environment that it sees. */
    private static final Set<String> ENVIRONMENT = Set.of("PATH", "HOME");

    CameraProgram(List<String> command) {
        this(command, MOST);
    }

    @Override
    public void take(Path picture, Patience patience) throws IOException, InterruptedException {
        Process process = start(picture.toAbsolutePath().resolveSibling(""));
        try {
            process.getOutputStream().close();
            FutureTask<Long> bytes = inBackground(() -> copy(process.getInputStream(), picture));
            FutureTask<String> complaint = inBackground(() -> complaint(process.getErrorStream()));
            patience.await(bytes);
            int code = patience.await(process.onExit()).exitValue();
            if (code != 0) {
                throw new DeviceException(program() + " ended with code " + code + ": " + patience.await(complaint));
            }
            if (!PICTURES.contains(DocumentKind.of(picture))) {
                throw new DeviceException(program() + " wrote " + Files.size(picture)
                        + " bytes that are no picture; want a JPEG or PNG on its standard output. "
                        + patience.await(complaint));
            }
        } finally {
            kill(process);
        }
    }

    private Process start(Path folder) throws DeviceException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().retainAll(ENVIRONMENT);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new DeviceException(DeviceException.words(e), e);
        }
    }

    private String program() {
        return "the program " + command.get(0);
    }

    private static <T> FutureTask<T> inBackground(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "camera-pipe");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private long copy(InputStream in, Path picture) throws IOException {
        try (OutputStream out = Files.newOutputStream(picture)) {
            byte[] buffer = new byte[1 << 16];
            long bytes = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                if (bytes > MOST_BYTES) {
                    throw new DeviceException(program() + " wrote more than " + MOST_BYTES + " bytes");
                }
                out.write(buffer, 0, read);
            }
            return bytes;
        }
    }

    /** The last that it says; all of it is read, so that it can go on. */
    private static String complaint(InputStream in) throws IOException {
        String last = "";
        byte[] buffer = new byte[1 << 10];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            last += new String(buffer, 0, read, StandardCharsets.UTF_8);
            last = last.substring(Math.max(0, last.length() - MOST_COMPLAINT));
        }
        return DeviceException.words(last);
    }

    /** With all that it has started, as far as they still belong to it. */
    private static void kill(Process process) {
        List<ProcessHandle> family = process.descendants().toList();
        process.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public String look() throws IOException {
        Path program = Path.of(command.get(0));
        boolean there = program.isAbsolute()
                ? Files.isExecutable(program)
                : Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
        if (!there) {
            throw new DeviceException("there is no program " + program);
        }
        return "pictures by " + program();
    }
}
