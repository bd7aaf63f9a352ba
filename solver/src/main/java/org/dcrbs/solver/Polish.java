package org.dcrbs.solver;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.dcrbs.solver.cpsat.CpLimits;
import org.dcrbs.solver.cpsat.CpSat;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.table.PairingTable;

/**
 * Has CP-SAT choose anew for a few bundles at a time that are in each other's way, with all others as they are: first a
 * bundle that stayed out, then whoever is served by what it could use, then whoever is served by what those could use.
 */
final class Polish {
    private static final int BUNDLES = 120;
    private static final Duration EACH = Duration.ofMillis(1_500);
    /** With a step limit a neighbourhood counts as so many steps, and has so much of CP-SAT's deterministic time. */
    private static final int STEPS = 500_000;

    private static final double WORK = 1;

    private final PairingTable table;
    private final SolveLimits limits;
    private final long seed;
    private final SplittableRandom random;

    Polish(PairingTable table, SolveLimits limits, long seed) {
        this.table = table;
        this.limits = limits;
        this.seed = seed;
        random = new SplittableRandom(seed);
    }

    /** Shows each better allocation, beginning from a feasible one. */
    void run(Allocation start, Duration time, Consumer<Allocation> found, BooleanSupplier stop) {
        long end = System.nanoTime() + time.toNanos();
        boolean bySteps = limits.steps().isPresent();
        long most = bySteps ? limits.steps().getAsLong() / STEPS : Long.MAX_VALUE;
        OptionalDouble work = bySteps ? OptionalDouble.of(WORK) : OptionalDouble.empty();
        int workers = bySteps ? 1 : limits.threads();
        Allocation best = start;
        for (long i = 0; i < most && !stop.getAsBoolean(); i++) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (left.isNegative()) {
                return;
            }
            Duration each = bySteps || left.compareTo(EACH) < 0 ? left : EACH;
            Optional<Allocation> better =
                    CpSat.improve(best, neighbourhood(best), new CpLimits(each, work, workers, seed + i, stop));
            if (better.isPresent()) {
                best = better.get();
                found.accept(best);
            }
        }
    }

    private int[] neighbourhood(Allocation best) {
        Set<Integer> chosen = new LinkedHashSet<>();
        Queue<Integer> open = new ArrayDeque<>();
        add(outsider(best), chosen, open);
        while (!open.isEmpty() && chosen.size() < BUNDLES) {
            int bundle = open.remove();
            for (int line = table.firstLine[bundle]; line < table.firstLine[bundle + 1]; line++) {
                for (int k = table.firstCandidate[line]; k < table.firstCandidate[line + 1]; k++) {
                    for (int at = best.firstServedBy(table.offer[k]);
                            at >= 0 && chosen.size() < BUNDLES;
                            at = best.nextServed(at)) {
                        add(table.bundleOf[at], chosen, open);
                    }
                }
            }
        }
        return chosen.stream().mapToInt(b -> b).toArray();
    }

    private void add(int bundle, Set<Integer> chosen, Queue<Integer> open) {
        if (chosen.add(bundle)) {
            open.add(bundle);
        }
    }

    /** A bundle that could be served and isn't, somewhere; any if there is none. */
    private int outsider(Allocation best) {
        int at = random.nextInt(table.bundleCount());
        for (int i = 0; i < table.bundleCount(); i++) {
            int b = (at + i) % table.bundleCount();
            if (table.servable(b) && !best.served(b)) {
                return b;
            }
        }
        return at;
    }
}
