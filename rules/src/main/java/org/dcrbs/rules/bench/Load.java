package org.dcrbs.rules.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.dcrbs.market.Appraisal;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.Listing;
import org.dcrbs.rules.PolicySet;

/** Threads that value the same market again and again under the policies then in force. */
final class Load implements AutoCloseable {
    private final Supplier<PolicySet> inForce;
    private final List<Listing> listings;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong evaluations = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();
    private volatile boolean stopped;

    record Count(long evaluations, long failures) {
        Count since(Count earlier) {
            return new Count(evaluations - earlier.evaluations, failures - earlier.failures);
        }
    }

    Load(Supplier<PolicySet> inForce, List<Listing> listings) {
        this.inForce = inForce;
        this.listings = listings;
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Thread thread = new Thread(this::work, "load-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    Count count() {
        return new Count(evaluations.get(), failures.get());
    }

    /** What is done within that time; the longest evaluation is counted anew from its end. */
    Count forSeconds(double seconds) throws InterruptedException {
        Count begin = count();
        Thread.sleep((long) (1000 * seconds));
        Count done = count().since(begin);
        longestNanos.set(0);
        return done;
    }

    double longestMillis() {
        return longestNanos.get() / 1e6;
    }

    Count stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
        return count();
    }

    @Override
    public void close() {
        stopped = true;
    }

    private void work() {
        while (!stopped) {
            long begin = System.nanoTime();
            if (!evaluate()) {
                failures.incrementAndGet();
            }
            evaluations.incrementAndGet();
            longestNanos.accumulateAndGet(System.nanoTime() - begin, Math::max);
        }
    }

    /** Whether each lot was appraised, all by one version. */
    private boolean evaluate() {
        PolicySet policies = inForce.get();
        try {
            List<Appraisal> appraisals = policies.appraise(listings, Circumstances.NONE);
            return appraisals.size() == listings.size()
                    && appraisals.stream().allMatch(one -> version(one).equals(policies.version()));
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static String version(Appraisal appraisal) {
        return appraisal instanceof Appraisal.Valuation valuation
                ? valuation.policyVersion()
                : ((Appraisal.Unvalued) appraisal).policyVersion();
    }
}
