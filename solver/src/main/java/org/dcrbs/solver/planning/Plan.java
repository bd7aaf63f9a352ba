package org.dcrbs.solver.planning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.search.Terms;
import org.dcrbs.solver.search.Walk;
import org.dcrbs.solver.table.PairingTable;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.domain.solution.PlanningEntityCollectionProperty;
import org.optaplanner.core.api.domain.solution.PlanningScore;
import org.optaplanner.core.api.domain.solution.PlanningSolution;
import org.optaplanner.core.api.domain.solution.ProblemFactProperty;
import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;

/**
 * A choice for all bundles. A clone keeps no more than the picks by line until somebody asks for its entities, for the
 * best plan is cloned far more often than it is looked at.
 */
@PlanningSolution(solutionCloner = PlanCloner.class)
public class Plan {
    private final Terms terms;
    private final int[] snapshot;
    private final List<List<Serving>> ranges;
    private final @Nullable Walk walk;
    private @Nullable List<BundlePlan> bundles;
    private @Nullable HardSoftLongScore score;
    /** The working plan's; kept by its score calculator, read by its moves. */
    private @Nullable Allocation allocation;

    /** For OptaPlanner, which makes no use of it: plans have a cloner of their own. */
    @SuppressWarnings("NullAway")
    Plan() {
        this(null, new int[0], List.of(), null);
    }

    /**
     * @param snapshot the picks by line
     * @param ranges by bundle, the packages that OptaPlanner's own moves choose from; may be empty
     * @param walk what {@link WalkMove}s go on with, if there are any
     */
    Plan(Terms terms, int[] snapshot, List<List<Serving>> ranges, @Nullable Walk walk) {
        this.terms = terms;
        this.snapshot = snapshot;
        this.ranges = ranges;
        this.walk = walk;
    }

    @ProblemFactProperty
    public Terms getTerms() {
        return terms;
    }

    @PlanningEntityCollectionProperty
    public List<BundlePlan> getBundles() {
        if (bundles == null) {
            bundles = entities();
        }
        return bundles;
    }

    @PlanningScore
    public @Nullable HardSoftLongScore getScore() {
        return score;
    }

    public void setScore(@Nullable HardSoftLongScore score) {
        this.score = score;
    }

    void setAllocation(Allocation allocation) {
        this.allocation = allocation;
    }

    Allocation allocation() {
        if (allocation == null) {
            throw new IllegalStateException("not a working plan");
        }
        return allocation;
    }

    Walk walk() {
        return Objects.requireNonNull(walk, "nothing to walk with");
    }

    /** The picks by line. */
    int[] picks() {
        if (allocation != null) {
            return allocation.picks();
        }
        if (bundles == null) {
            return snapshot;
        }
        int[] picks = new int[terms.table().lineCount()];
        Arrays.fill(picks, -1);
        for (BundlePlan plan : bundles) {
            Serving serving = plan.getServing();
            if (serving != null) {
                System.arraycopy(serving.picks(), 0, picks, terms.table().firstLine[plan.getBundle()], serving.lines());
            }
        }
        return picks;
    }

    Plan copy() {
        Plan copy = new Plan(terms, picks(), ranges, walk);
        copy.score = score;
        return copy;
    }

    private List<BundlePlan> entities() {
        PairingTable table = terms.table();
        List<BundlePlan> entities = new ArrayList<>(table.bundleCount());
        for (int b = 0; b < table.bundleCount(); b++) {
            int first = table.firstLine[b];
            Serving serving = snapshot[first] < 0
                    ? null
                    : new Serving(Arrays.copyOfRange(snapshot, first, table.firstLine[b + 1]));
            entities.add(new BundlePlan(table, b, ranges.isEmpty() ? List.of() : ranges.get(b), serving));
        }
        return entities;
    }
}
