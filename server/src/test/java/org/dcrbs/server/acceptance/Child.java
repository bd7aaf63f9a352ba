package org.dcrbs.server.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** A process that a test started. All that it says is taken up at once, so that it never waits for a reader. */
final class Child {
    private static final long PATIENCE_SECONDS = 300;
    /** Of what it said, as many lines go into the report of a failure. */
    private static final int LAST_LINES = 40;

    private static final String END = "(it has ended)";

    private final Process process;
    private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();
    private final Deque<String> last = new ConcurrentLinkedDeque<>();
    private final Thread reader;

    Child(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said(line);
            }
        } catch (IOException e) {
            said(String.valueOf(e.getMessage()));
        }
        said(END);
    }

    private void said(String line) {
        last.add(line);
        if (last.size() > LAST_LINES) {
            last.remove();
        }
        unread.add(line);
    }

    /** Waits for the next line that passes. */
    String line(Predicate<String> wanted) throws InterruptedException {
        List<String> seen = new ArrayList<>();
        while (true) {
            String line = unread.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null || line.equals(END)) {
                throw new AssertionError("the process said only " + seen + (line == null ? "" : " and ended"));
            }
            if (wanted.test(line)) {
                return line;
            }
            seen.add(line);
        }
    }

    /** Waits for its end, and tells its exit code. */
    int exit() throws Exception {
        try {
            int code = process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS).exitValue();
            reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            return code;
        } catch (TimeoutException e) {
            throw new AssertionError("the process goes on", e);
        }
    }

    /** What it said last. */
    String lastWords() {
        return String.join("\n", last);
    }

    /** As {@code kill} does. */
    void end() {
        process.destroy();
    }

    /** As {@code kill} does, and waits for its end. */
    void stop() throws Exception {
        end();
        exit();
    }

    /** As {@code kill -9} does, and waits for its end. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits so long for its end, and kills it if that doesn't come. */
    void seeOff(long seconds) {
        try {
            process.onExit().get(seconds, TimeUnit.SECONDS);
        } catch (Exception e) {
            process.destroyForcibly();
        }
    }
}
