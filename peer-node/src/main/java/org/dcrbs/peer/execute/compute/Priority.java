package org.dcrbs.peer.execute.compute;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lowest priority that the system knows: a child computes in the time that the owner's programs leave. */
final class Priority {
    private static final long PATIENCE_SECONDS = 5;
    private static @Nullable List<String> lowest;

    private Priority() {}

    /**
     * What stands before a command so that it runs so: {@code chrt --idle}, which is Linux's, and {@code nice}. Both
     * become the command, whose process id is the one that was started. Empty where there is neither.
     */
    static synchronized List<String> lowest() throws InterruptedException {
        List<String> known = lowest;
        if (known == null) {
            List<String> found = new ArrayList<>();
            addIfItWorks(found, "nice", "-n", "19");
            addIfItWorks(found, "chrt", "--idle", "0");
            known = List.copyOf(found);
            lowest = known;
        }
        return known;
    }

    /** A container may have the program and forbid what it does. */
    private static void addIfItWorks(List<String> found, String name, String... options) throws InterruptedException {
        var program = Programs.find(name);
        var nothing = Programs.find("true");
        if (program.isEmpty() || nothing.isEmpty()) {
            return;
        }
        List<String> prefix = new ArrayList<>(List.of(program.get()));
        prefix.addAll(List.of(options));
        List<String> trial = new ArrayList<>(prefix);
        trial.add(nothing.get());
        if (Programs.succeeds(PATIENCE_SECONDS, TimeUnit.SECONDS, trial.toArray(String[]::new))) {
            found.addAll(prefix);
        }
    }
}
