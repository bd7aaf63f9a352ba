package org.dcrbs.solver.table;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.dcrbs.solver.PairingProblem;

/** Which candidates some choice could use, line by line. */
final class UsableCandidates {
    private final PairingProblem problem;
    private final OfferTable offers;
    private final Restriction restriction;
    private final int[] firstCandidate;
    private final int[] original;
    private int size;

    UsableCandidates(PairingProblem problem, OfferTable offers, Restriction restriction) {
        this.restriction = restriction;
        this.problem = problem;
        this.offers = offers;
        firstCandidate = new int[problem.lineCount() + 1];
        int[] kept = new int[problem.candidateCount()];
        for (int bundle = 0; bundle < problem.bundleCount(); bundle++) {
            add(bundle, kept);
        }
        original = Arrays.copyOf(kept, size);
    }

    int[] firstCandidate() {
        return firstCandidate;
    }

    int[] original() {
        return original;
    }

    private void add(int bundle, int[] kept) {
        BitSet usable = usable(bundle);
        int first = problem.firstCandidate(problem.firstLine(bundle));
        for (int line = problem.firstLine(bundle); line < problem.firstLine(bundle + 1); line++) {
            int[] ofLine = IntStream.range(problem.firstCandidate(line), problem.firstCandidate(line + 1))
                    .filter(k -> usable.get(k - first))
                    .toArray();
            if (problem.sameProvider(bundle)) {
                ofLine = IntStream.of(ofLine)
                        .boxed()
                        .sorted(Comparator.<Integer>comparingInt(problem::provider)
                                .thenComparingInt(k -> k))
                        .mapToInt(k -> k)
                        .toArray();
            }
            System.arraycopy(ofLine, 0, kept, size, ofLine.length);
            size += ofLine.length;
            firstCandidate[line + 1] = size;
        }
    }

    /** Counted from the bundle's first candidate; empty if one of its lines has none. */
    private BitSet usable(int bundle) {
        BitSet usable = new BitSet();
        int first = problem.firstCandidate(problem.firstLine(bundle));
        Set<Integer> common = null;
        for (int line = problem.firstLine(bundle); line < problem.firstLine(bundle + 1); line++) {
            Set<Integer> providers = new HashSet<>();
            for (int k = problem.firstCandidate(line); k < problem.firstCandidate(line + 1); k++) {
                if (restriction.allows(bundle, k) && fits(bundle, k)) {
                    usable.set(k - first);
                    providers.add(problem.provider(k));
                }
            }
            if (common == null) {
                common = new HashSet<>(providers);
            }
            common.retainAll(providers);
            if (providers.isEmpty()) {
                return new BitSet();
            }
        }
        if (problem.sameProvider(bundle)) {
            for (int i = usable.nextSetBit(0); i >= 0; i = usable.nextSetBit(i + 1)) {
                if (common == null || !common.contains(problem.provider(first + i))) {
                    usable.clear(i);
                }
            }
        }
        return usable;
    }

    private boolean fits(int bundle, int k) {
        int offer = problem.offer(k);
        if (offers.party[offer] == problem.bundleParty(bundle)) {
            return false;
        }
        for (int pool = 0; pool < offers.pools(offer); pool++) {
            if (problem.use(k, pool) > offers.capacity[offers.firstPool[offer] + pool]) {
                return false;
            }
        }
        return true;
    }
}
