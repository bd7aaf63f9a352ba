package org.dcrbs.rules.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.dcrbs.market.Appraisal;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.Listing;
import org.dcrbs.rules.PolicySet;

/**
 * How long the policies take to value a market, and how long plain Java takes for the same sums: CPU time of the whole
 * process, garbage collection with it, warm, the middle of several runs in turns.
 */
public final class ValuationBench {
    private static final int WARM_UPS = 6;
    private static final int RUNS = 7;

    private final CpuClock clock = new CpuClock();
    private final List<Listing> listings;
    private final Circumstances circumstances;
    private final PolicySet policies;
    private final PlainFormulas plain;

    /** What was measured. */
    public record Figures(int lots, long policiesNanos, long plainNanos) {
        /** How many times as long the policies take. */
        public double ratio() {
            return (double) policiesNanos / plainNanos;
        }
    }

    public ValuationBench(PolicySet policies, int lots, long seed) {
        this.policies = policies;
        this.listings = MadeUpListings.of(lots, seed);
        this.circumstances = MadeUpListings.circumstances(seed);
        this.plain = new PlainFormulas(policies.version(), circumstances);
    }

    /**
     * @param progress told before each run
     * @throws IllegalStateException if the two don't say the same
     */
    public Figures run(Consumer<String> progress) {
        long[] ofPolicies = new long[RUNS];
        long[] ofPlain = new long[RUNS];
        for (int run = -WARM_UPS; run < RUNS; run++) {
            progress.accept(run < 0 ? "warming up" : "run " + (run + 1) + " of " + RUNS);
            long begin = clock.nanos();
            List<Appraisal> said = policies.appraise(listings, circumstances);
            long middle = clock.nanos();
            List<Appraisal> reckoned = plain.appraise(listings);
            long end = clock.nanos();
            if (!said.equals(reckoned)) {
                throw new IllegalStateException("the policies and the plain formulas don't say the same");
            }
            if (run >= 0) {
                ofPolicies[run] = middle - begin;
                ofPlain[run] = end - middle;
            }
        }
        return new Figures(listings.size(), median(ofPolicies), median(ofPlain));
    }

    private static long median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }
}
