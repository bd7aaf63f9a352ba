package org.dcrbs.peer.execute.compute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The processes of a sandbox, as /proc shows them: below the one that made it is the first of its own process namespace,
 * and below that all others, for it inherits those whose parents end.
 */
final class ProcessTree {
    private static final Path PROC = Path.of("/proc");
    /** Of the times in /proc: so everywhere on the machines that {@link org.dcrbs.market.NativePlatform} knows. */
    private static final long TICK_NANOS = 10_000_000;

    private static final long KIBI = 1024;
    /** A tree with more is not looked at any further. */
    private static final int MOST = 1000;

    private final long maker;

    /**
     * @param cpuNanos of all that live, and of all that ended and were waited for; not of the first, which only waits
     * @param residentBytes of all that live, the first included
     */
    record Sight(int processes, long cpuNanos, long residentBytes) {}

    /** What /proc says of one process: state in a letter, times in ticks. */
    private record Line(char state, long own, long ofEndedChildren) {
        boolean hasEnded() {
            return state == 'Z' || state == 'X';
        }

        boolean stands() {
            return hasEnded() || state == 'T' || state == 't';
        }
    }

    ProcessTree(long maker) {
        this.maker = maker;
    }

    /** Whether this system shows who is whose child. */
    static boolean isShown() {
        long own = ProcessHandle.current().pid();
        return Files.exists(PROC.resolve(own + "/task/" + own + "/children"));
    }

    Sight look() {
        List<Long> first = children(maker);
        List<Long> all = members();
        long ticks = 0;
        long resident = 0;
        for (long pid : all) {
            Optional<Line> line = line(pid);
            if (line.isPresent()) {
                ticks += line.get().ofEndedChildren()
                        + (first.contains(pid) ? 0 : line.get().own());
                resident += resident(pid);
            }
        }
        return new Sight(all.size(), ticks * TICK_NANOS, resident);
    }

    /** Parents before their children. */
    List<Long> members() {
        List<Long> all = new ArrayList<>(children(maker));
        for (int i = 0; i < all.size() && all.size() < MOST; i++) {
            all.addAll(children(all.get(i)));
        }
        return all;
    }

    boolean stands() {
        return members().stream().allMatch(pid -> line(pid).map(Line::stands).orElse(true));
    }

    /** Waits until these have ended; tells whether they have. */
    static boolean awaitEnd(List<Long> pids, long patienceMillis) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        for (long pid : pids) {
            while (line(pid).map(line -> !line.hasEnded()).orElse(false)) {
                if (System.nanoTime() > until) {
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(2);
            }
        }
        return true;
    }

    /** Each thread has children of its own. */
    private static List<Long> children(long pid) {
        List<Long> children = new ArrayList<>();
        try (Stream<Path> threads = Files.list(PROC.resolve(pid + "/task"))) {
            for (Path thread : threads.toList()) {
                String list = Files.readString(thread.resolve("children")).strip();
                for (String child : list.isEmpty() ? new String[0] : list.split(" ", -1)) {
                    children.add(Long.parseLong(child));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // It has ended meanwhile.
            return children;
        }
        return children;
    }

    private static Optional<Line> line(long pid) {
        try {
            String line = Files.readString(PROC.resolve(pid + "/stat"));
            // The name before it may hold anything, brackets too.
            String[] fields = line.substring(line.lastIndexOf(')') + 2).strip().split(" ", -1);
            return Optional.of(new Line(
                    fields[0].charAt(0),
                    Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
                    Long.parseLong(fields[13]) + Long.parseLong(fields[14])));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long resident(long pid) {
        try (Stream<String> lines = Files.lines(PROC.resolve(pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> KIBI * Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }
}
