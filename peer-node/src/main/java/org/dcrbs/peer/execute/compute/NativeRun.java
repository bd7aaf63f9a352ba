package org.dcrbs.peer.execute.compute;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.dcrbs.peer.execute.compute.child.Reply;
import org.dcrbs.peer.execute.compute.child.Unit;

/** One run of a native program, from the input to its last process's end. */
final class NativeRun implements Oversight.Processes {
    private static final long LOOK_MILLIS = 20;
    private static final long PATIENCE_MILLIS = 5000;
    private static final int MOST_WORDS = 500;
    /** New processes may come while the others are halted, but each round halts those that could make more. */
    private static final int MOST_ROUNDS = 20;

    private static final long PAGE_BYTES = 64 << 10;

    private final Process process;
    private final ProcessTree tree;
    private final Brake brake;
    private final Unit unit;
    private final Captured output;
    private final Captured complaints;
    private final long startNanos = System.nanoTime();
    private long cpuNanos;

    private NativeRun(Process process, Brake brake, Unit unit) {
        this.process = process;
        this.tree = new ProcessTree(process.pid());
        this.brake = brake;
        this.unit = unit;
        this.output = Captured.begin(process.getInputStream(), unit.limits().outputBytes());
        this.complaints = Captured.end(process.getErrorStream(), 4 * MOST_WORDS);
    }

    /** The thread that calls has to stay: the sandbox ends when it does. */
    static Optional<Reply> of(ProcessBuilder command, Brake brake, Unit unit, UnitLimits.Clock limit, Leash leash)
            throws IOException, InterruptedException {
        NativeRun run = new NativeRun(command.start(), brake, unit);
        try {
            run.feed();
            return run.toItsEnd(new Oversight(limit, leash, run));
        } finally {
            run.end();
        }
    }

    /** In a thread of its own: a program need not read. */
    private void feed() {
        Thread feeder = new Thread(
                () -> {
                    try (OutputStream input = process.getOutputStream()) {
                        input.write(unit.input());
                    } catch (IOException ignored) {
                        // It has ended, or closed its input: both are its own affair.
                    }
                },
                "unit-input");
        feeder.setDaemon(true);
        feeder.start();
    }

    private Optional<Reply> toItsEnd(Oversight oversight) throws InterruptedException {
        while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            Optional<String> complaint = oversight.complaint().or(this::excess);
            if (complaint.isPresent()) {
                return Optional.of(Reply.fatal(complaint.get(), cpuNanos));
            }
            if (!oversight.follow()) {
                return Optional.empty();
            }
        }
        return Optional.of(ended(process.exitValue()));
    }

    /** What it has taken too much of. */
    private Optional<String> excess() {
        ProcessTree.Sight sight = tree.look();
        cpuNanos = Math.max(cpuNanos, sight.cpuNanos());
        Unit.Limits limits = unit.limits();
        if (cpuNanos > TimeUnit.MILLISECONDS.toNanos(limits.cpuMillis())) {
            return Optional.of("used more than " + limits.cpuMillis() + " ms of processor time");
        }
        if (sight.residentBytes() > limits.memoryPages() * PAGE_BYTES + Sandbox.OWN_BYTES) {
            return Optional.of("used more than " + limits.memoryPages() + " pages of memory");
        }
        if (sight.processes() > Sandbox.MOST_PROCESSES) {
            return Optional.of("had more than " + Sandbox.MOST_PROCESSES + " processes");
        }
        return output.overflown()
                ? Optional.of("its output is longer than " + limits.outputBytes() + " bytes")
                : Optional.empty();
    }

    private Reply ended(int code) throws InterruptedException {
        byte[] said = complaints.whole(PATIENCE_MILLIS);
        // The program could have forged it, but not more than the time by the clock of the one processor that it had.
        long elapsed = System.nanoTime() - startNanos;
        cpuNanos = Math.max(cpuNanos, Math.min(elapsed, Sandbox.spentNanos(said).orElse(0L)));
        byte[] answer = output.whole(PATIENCE_MILLIS);
        if (output.overflown()) {
            return Reply.fatal("its output is longer than " + unit.limits().outputBytes() + " bytes", cpuNanos);
        }
        if (code == 0) {
            return Reply.done(answer, cpuNanos);
        }
        String words = Sandbox.words(said);
        return Reply.fatal(
                "ended with code " + code + (words.isEmpty() ? "" : ": " + lastOf(words, MOST_WORDS)), cpuNanos);
    }

    private static String lastOf(String text, int most) {
        return text.length() <= most ? text : "..." + text.substring(text.length() - most);
    }

    @Override
    public boolean halt() throws InterruptedException {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            for (long pid : tree.members()) {
                brake.halt(pid);
            }
            if (tree.stands()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean release() throws InterruptedException {
        // Children first: a parent must not see them halted.
        List<Long> members = tree.members();
        for (int i = members.size() - 1; i >= 0; i--) {
            brake.release(members.get(i));
        }
        return true;
    }

    /** With the one that made the sandbox its first process ends, and with that all others. */
    private void end() throws InterruptedException {
        List<Long> members = tree.members();
        process.destroyForcibly();
        ProcessTree.awaitEnd(members, PATIENCE_MILLIS);
    }
}
