package org.dcrbs.server.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dcrbs.server.listing.BadInputException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Compiles and tests drafts in a process of their own before anything is made of them here. It has a limit of time and of
 * memory, and is killed beyond them: a draft may cost itself its chance, and never the market its coordinator.
 */
@Component
public class Fuse {
    /** How a JVM ends that is told to when its memory is spent. */
    private static final int OUT_OF_MEMORY = 3;

    private final int seconds;
    private final int megaBytes;

    /** @param seconds 0 for no trial */
    Fuse(
            @Value("${dcrbs.policies.trial-seconds:120}") int seconds,
            @Value("${dcrbs.policies.trial-megabytes:512}") int megaBytes) {
        this.seconds = seconds;
        this.megaBytes = megaBytes;
    }

    /**
     * Says nothing about policies that are wrong or fail their scenarios, if they do so in time.
     *
     * @throws BadInputException if they need more than the limits
     */
    public void check(String name, Map<String, byte[]> files) {
        if (seconds == 0) {
            return;
        }
        try {
            Path folder = Files.createTempDirectory("dcrbs-draft");
            try {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    Files.write(folder.resolve(file.getKey()), file.getValue());
                }
                run(name, folder);
            } finally {
                FileSystemUtils.deleteRecursively(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("draft " + name + " can't be tried: " + e.getMessage(), e);
        }
    }

    private void run(String name, Path folder) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + megaBytes + "m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TrialMain.class.getName(),
                        folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new BadInputException(
                        name + " took more than " + seconds + " s to compile and test; nothing has changed");
            }
            switch (process.exitValue()) {
                case 0 -> {}
                case OUT_OF_MEMORY ->
                    throw new BadInputException(
                            name + " took more than " + megaBytes + " MB to compile and test; nothing has changed");
                default ->
                    throw new BadInputException(name + " can't be compiled and tested: its trial ended with "
                            + process.exitValue() + "; nothing has changed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInputException(name + " was not tried to the end; nothing has changed", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
