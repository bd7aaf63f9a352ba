package org.dcrbs.peer.execute.compute;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dcrbs.peer.execute.compute.child.Reply;
import org.dcrbs.peer.execute.compute.child.Unit;

/** A child process, seen from the node: takes one unit at a time, and is killed when it does not answer in time. */
final class Child implements Oversight.Processes, AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(50);
    /** How a JVM ends that was told to end when it has no memory left. */
    private static final int OUT_OF_MEMORY = 3;

    private final Process process;
    private final Brake brake;
    private final DataOutputStream units;
    private final DataInputStream replies;

    private Child(Process process, Brake brake) {
        this.process = process;
        this.brake = brake;
        this.units = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.replies = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    }

    static Child start(Path folder, int number, int unitMegaBytes, Brake brake) throws IOException {
        Files.createDirectories(folder);
        Path log = folder.resolve("child-" + number + ".log");
        Process process = ChildCommand.in(folder, unitMegaBytes, log).start();
        Leftovers.note(folder, number, process.toHandle());
        return new Child(process, brake);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /**
     * The unit's fate; empty if it had to give way and is to begin again. A child that dies, lies or does not answer in
     * time is dead afterwards, and that is the unit's fate.
     */
    Optional<Reply> run(Unit unit, UnitLimits.Clock limit, Leash leash) throws InterruptedException {
        Oversight oversight = new Oversight(limit, leash, this);
        // The pipe's own reads and writes heed neither interrupt nor clock; killing the process ends them.
        CompletableFuture<Reply> answer = new CompletableFuture<>();
        Thread talk = new Thread(() -> talk(unit, answer), "unit-pipe");
        talk.setDaemon(true);
        talk.start();
        try {
            while (true) {
                try {
                    Reply reply = answer.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                    // It may have answered just as it was halted; the next unit must find it going.
                    oversight.goOn();
                    return Optional.of(reply);
                } catch (TimeoutException e) {
                    Optional<String> complaint = oversight.complaint();
                    if (complaint.isPresent()) {
                        return Optional.of(kill(complaint.get()));
                    }
                    if (!oversight.follow()) {
                        close();
                        return Optional.empty();
                    }
                } catch (ExecutionException e) {
                    return Optional.of(kill("its process " + fate() + " without an answer (" + e.getCause() + ")"));
                }
            }
        } catch (InterruptedException e) {
            close();
            throw e;
        }
    }

    @Override
    public boolean halt() throws InterruptedException {
        return brake.halt(process.pid());
    }

    @Override
    public boolean release() throws InterruptedException {
        return brake.release(process.pid());
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
