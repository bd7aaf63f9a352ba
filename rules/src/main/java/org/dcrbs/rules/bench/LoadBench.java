package org.dcrbs.rules.bench;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.dcrbs.market.Circumstances;
import org.dcrbs.rules.PolicySet;

/**
 * Policies under load: what swapping them and compiling beside it does to whoever is valuing meanwhile. The load is as
 * many threads as there are processors, each of which values a small market again and again.
 */
public final class LoadBench {
    /** As many as a full market's batch, so that a swap falls into the middle of many. */
    public static final int LOTS = 500;

    private final long seed;

    /**
     * What was counted while policies were swapped, each of them compiled meanwhile.
     *
     * @param evaluations markets valued
     * @param failures those that threw, or were valued by two versions at once
     */
    public record Swaps(int swaps, long evaluations, long failures) {}

    /**
     * What a compilation did to the load.
     *
     * @param before evaluations a second with nothing beside
     * @param during evaluations a second while the policies were compiled
     * @param longestMillis the longest single evaluation meanwhile
     */
    public record Compilation(
            int rules, double seconds, double before, double during, long failures, double longestMillis) {}

    public LoadBench(long seed) {
        this.seed = seed;
    }

    public Swaps swaps(int count, Consumer<String> progress) throws InterruptedException {
        AtomicReference<PolicySet> inForce = new AtomicReference<>(PolicySet.shipped());
        try (Load load = new Load(inForce::get, MadeUpListings.of(LOTS, seed))) {
            for (int i = 1; i <= count; i++) {
                progress.accept("swap " + i + " of " + count);
                inForce.set(Variants.compiled(i));
            }
            Load.Count done = load.stop();
            return new Swaps(count, done.evaluations(), done.failures());
        }
    }

    public Compilation compilation(int rules, double secondsBefore, Consumer<String> progress)
            throws InterruptedException {
        PolicySet shipped = PolicySet.shipped();
        try (Load load = new Load(() -> shipped, MadeUpListings.of(LOTS, seed))) {
            progress.accept("warming up");
            load.forSeconds(secondsBefore);
            progress.accept("valuing with nothing beside");
            Load.Count before = load.forSeconds(secondsBefore);
            progress.accept("compiling " + rules + " rules beside it");
            long begin = System.nanoTime();
            Load.Count atBegin = load.count();
            PolicySet compiled = Variants.compile(Variants.withRules(rules, 0));
            double seconds = (System.nanoTime() - begin) / 1e9;
            Load.Count during = load.count().since(atBegin);
            if (compiled.appraise(List.copyOf(MadeUpListings.of(1, seed)), Circumstances.NONE)
                    .isEmpty()) {
                throw new IllegalStateException("the compiled policies value nothing");
            }
            return new Compilation(
                    rules,
                    seconds,
                    before.evaluations() / secondsBefore,
                    during.evaluations() / seconds,
                    before.failures() + during.failures(),
                    load.longestMillis());
        }
    }
}
