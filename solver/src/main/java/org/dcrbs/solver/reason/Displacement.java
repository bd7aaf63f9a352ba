package org.dcrbs.solver.reason;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.solver.search.Allocation;

/**
 * The cheapest served bundles, as far as a short look tells, in whose place a package would fit: found by trying it out
 * on the allocation, which is afterwards as it was.
 */
final class Displacement {
    /** Rivals to try, those that make least first. */
    private static final int MOST_RIVALS = 40;

    /**
     * @param bundles whose place it would take
     * @param surplus what they make together
     */
    record Places(List<Integer> bundles, long surplus) {}

    private final Allocation allocation;
    private final Map<Integer, int[]> released = new HashMap<>();

    Displacement(Allocation allocation) {
        this.allocation = allocation;
    }

    Optional<Places> of(int bundle, int[] picks, Collection<Integer> rivals) {
        List<Integer> cheapest = rivals.stream()
                .filter(rival -> !allocation.table().mandatory[rival])
                .sorted(Comparator.comparingLong(this::surplus).thenComparingInt(rival -> rival))
                .limit(MOST_RIVALS)
                .toList();
        allocation.serve(bundle, picks);
        Optional<Places> together = together(cheapest);
        Optional<Places> single = single(cheapest);
        allocation.release(bundle);
        return single.isPresent()
                        && together.isPresent()
                        && together.get().surplus() < single.get().surplus()
                ? together
                : single.or(() -> together);
    }

    /** One after the other as long as that helps, then those back that were not needed, the dearest first. */
    private Optional<Places> together(List<Integer> rivals) {
        List<Integer> out = new ArrayList<>();
        for (int rival : rivals) {
            if (!allocation.feasible() && helps(rival)) {
                out.add(rival);
            }
        }
        boolean enough = allocation.feasible();
        for (int i = out.size() - 1; i >= 0 && enough; i--) {
            int rival = out.get(i);
            takeBack(rival);
            if (allocation.feasible()) {
                out.remove(i);
            } else {
                release(rival);
            }
        }
        List.copyOf(out).forEach(this::takeBack);
        return enough ? Optional.of(places(out)) : Optional.empty();
    }

    private Optional<Places> single(List<Integer> rivals) {
        for (int rival : rivals) {
            release(rival);
            boolean enough = allocation.feasible();
            takeBack(rival);
            if (enough) {
                return Optional.of(places(List.of(rival)));
            }
        }
        return Optional.empty();
    }

    /** Releases a rival, and keeps it out if that brings the package nearer to fitting. */
    private boolean helps(int rival) {
        long overdraw = allocation.overdraw();
        long violation = allocation.netViolation();
        release(rival);
        boolean helps = allocation.overdraw() <= overdraw
                && allocation.netViolation() <= violation
                && (allocation.overdraw() < overdraw || allocation.netViolation() < violation);
        if (!helps) {
            takeBack(rival);
        }
        return helps;
    }

    private void release(int bundle) {
        released.put(bundle, allocation.picksOf(bundle));
        allocation.release(bundle);
    }

    private void takeBack(int bundle) {
        int[] picks = released.remove(bundle);
        if (picks != null) {
            allocation.serve(bundle, picks);
        }
    }

    private Places places(List<Integer> bundles) {
        return new Places(
                List.copyOf(bundles), bundles.stream().mapToLong(this::surplus).sum());
    }

    /** What a served bundle makes. */
    private long surplus(int bundle) {
        long surplus = 0;
        for (int k : allocation.picksOf(bundle)) {
            surplus += allocation.table().surplus[k];
        }
        return surplus;
    }
}
