package org.dcrbs.peer.execute.compute;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.dcrbs.peer.execute.compute.child.Reply;
import org.dcrbs.peer.execute.compute.child.Unit;

/** A child process, seen from the node: takes one unit at a time, and is killed when it does not answer in time. */
final class Child implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(50);
    /** How a JVM ends that was told to end when it has no memory left. */
    private static final int OUT_OF_MEMORY = 3;

    private final Process process;
    private final DataOutputStream units;
    private final DataInputStream replies;

    private Child(Process process) {
        this.process = process;
        this.units = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.replies = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    }

    static Child start(Path folder, int number, int unitMegaBytes) throws IOException {
        Files.createDirectories(folder);
        Path log = folder.resolve("child-" + number + ".log");
        return new Child(ChildCommand.in(folder, unitMegaBytes, log).start());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The unit's fate. A child that dies, lies or does not answer in time is dead afterwards, and that is the unit's fate. */
    Reply run(Unit unit, Duration wallLimit, BooleanSupplier cancelled) throws InterruptedException {
        long startNanos = System.nanoTime();
        // The pipe's own reads and writes heed neither interrupt nor clock; killing the process ends them.
        CompletableFuture<Reply> answer = new CompletableFuture<>();
        Thread talk = new Thread(() -> talk(unit, answer), "unit-pipe");
        talk.setDaemon(true);
        talk.start();
        try {
            while (true) {
                try {
                    return answer.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    if (cancelled.getAsBoolean()) {
                        return kill("cancelled");
                    }
                    if (System.nanoTime() - startNanos > wallLimit.toNanos()) {
                        return kill(
                                "took longer than " + wallLimit.toMillis() + " ms by the clock; it had to be killed");
                    }
                } catch (ExecutionException e) {
                    return kill("its process " + fate() + " without an answer (" + e.getCause() + ")");
                }
            }
        } catch (InterruptedException e) {
            close();
            throw e;
        }
    }

    private void talk(Unit unit, CompletableFuture<Reply> answer) {
        try {
            unit.writeTo(units);
            answer.complete(Reply.readFrom(replies, unit.limits().outputBytes()));
        } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private Reply kill(String why) {
        close();
        return Reply.fatal(why, 0);
    }

    private String fate() throws InterruptedException {
        boolean ended = process.waitFor(1, TimeUnit.SECONDS);
        if (!ended) {
            return "fell silent";
        }
        return process.exitValue() == OUT_OF_MEMORY ? "ran out of memory" : "ended with code " + process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
