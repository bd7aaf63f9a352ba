package org.dcrbs.peer.execute.compute;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.dcrbs.market.NativePlatform;
import org.dcrbs.peer.execute.Sha256;
import org.dcrbs.peer.execute.compute.child.Reply;
import org.dcrbs.peer.execute.compute.child.Unit;

/** Runs native programs, each in a {@link Sandbox} of its own. */
public final class NativePrograms {
    private static final Unit.Limits TRIAL_LIMITS = new Unit.Limits(256, 5000, 1000);
    private static final Duration TRIAL_TIME = Duration.ofSeconds(20);

    private final Sandbox sandbox;
    private final Brake brake;
    private final Processors processors = Processors.allowed();

    NativePrograms(Path folder, NativePlatform platform, Brake brake) throws IOException {
        this.sandbox = new Sandbox(folder, platform);
        this.brake = brake;
    }

    /** What native programs may be written for to run here, whether or not they are let. */
    public static Optional<NativePlatform> platform() {
        return NativePlatform.of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /** Why none can be run here, in words; empty if they can, which has been tried then. */
    public static Optional<String> obstacle() {
        Optional<NativePlatform> platform = platform();
        if (platform.isEmpty()) {
            return Optional.of("only Linux on x86_64 or aarch64 can");
        }
        Optional<String> missing = Sandbox.missing();
        if (missing.isPresent()) {
            return missing;
        }
        if (!ProcessTree.isShown()) {
            return Optional.of("this kernel doesn't show in /proc who is whose child");
        }
        try {
            return trial(platform.get());
        } catch (IOException e) {
            return Optional.of("the sandbox can't be tried: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("the node is stopping");
        }
    }

    /** With the shell as the program: it starts others, as it may in the sandbox. */
    private static Optional<String> trial(NativePlatform platform) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("dcrbs-sandbox-");
        try {
            Path shell = Path.of(Programs.find("bash").orElseThrow());
            byte[] script = "echo tried | /usr/bin/cat".getBytes(StandardCharsets.UTF_8);
            Unit unit = new Unit(shell, Sha256.of(Files.readAllBytes(shell)), script, TRIAL_LIMITS);
            Reply reply = new NativePrograms(folder, platform, new Signals())
                    .run(unit, new UnitLimits.Clock(TRIAL_TIME, TRIAL_TIME), Leash.FREE)
                    .orElseThrow();
            boolean good = reply.outcome() == Reply.Outcome.DONE
                    && new String(reply.output(), StandardCharsets.UTF_8).equals("tried\n");
            return good
                    ? Optional.empty()
                    : Optional.of(
                            "its sandbox, made by bubblewrap 0.8 or newer, does not work here: " + reply.detail());
        } finally {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    /** The unit's fate; empty if it had to give way and is to begin again. */
    Optional<Reply> run(Unit unit, UnitLimits.Clock limit, Leash leash) throws IOException, InterruptedException {
        if (!Arrays.equals(Sha256.of(Files.readAllBytes(unit.module())), unit.sha256())) {
            return Optional.of(
                    Reply.fatal(unit.module() + " is not " + HexFormat.of().formatHex(unit.sha256()), 0));
        }
        int processor = processors.take();
        try {
            return NativeRun.of(sandbox.command(unit.module(), unit.limits(), processor), brake, unit, limit, leash);
        } finally {
            processors.giveBack(processor);
        }
    }
}
