package org.dcrbs.solver.planning;

import java.util.ArrayList;
import java.util.List;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.search.Journal;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.heuristic.move.Move;

/**
 * Some moves of the plan's walk together. A single one is done in less time than it takes to tell OptaPlanner of it, so
 * it hears of what many of them have come to.
 */
final class WalkMove implements Move<Plan> {
    private final long seed;
    private @Nullable List<Change> changes;

    private record Change(
            BundlePlan bundle,
            @Nullable Serving before,
            @Nullable Serving after) {}

    WalkMove(long seed) {
        this.seed = seed;
    }

    @Override
    public boolean isMoveDoable(ScoreDirector<Plan> director) {
        return true;
    }

    /** Walks the first time; OptaPlanner takes it back then, and has it done again if it accepts it. */
    @Override
    public Move<Plan> doMove(ScoreDirector<Plan> director) {
        if (changes == null) {
            changes = walk(director.getWorkingSolution());
        }
        for (Change change : changes) {
            assign(director, change.bundle(), change.after());
        }
        return new Undo(changes);
    }

    private List<Change> walk(Plan plan) {
        Allocation allocation = plan.allocation();
        Journal journal = new Journal(allocation);
        plan.walk().go(allocation, seed, journal);
        List<Change> changed = new ArrayList<>();
        journal.forEachChanged(b -> {
            BundlePlan bundle = plan.getBundles().get(b);
            Serving after = allocation.served(b) ? new Serving(allocation.picksOf(b)) : null;
            changed.add(new Change(bundle, bundle.getServing(), after));
        });
        journal.undo(0);
        return changed;
    }

    private static void assign(ScoreDirector<Plan> director, BundlePlan bundle, @Nullable Serving serving) {
        director.beforeVariableChanged(bundle, BundlePlan.SERVING);
        bundle.setServing(serving);
        director.afterVariableChanged(bundle, BundlePlan.SERVING);
    }

    @Override
    public Move<Plan> rebase(ScoreDirector<Plan> destination) {
        return new WalkMove(seed);
    }

    @Override
    public String toString() {
        return "walk by seed " + seed;
    }

    private record Undo(List<Change> changes) implements Move<Plan> {
        @Override
        public boolean isMoveDoable(ScoreDirector<Plan> director) {
            return true;
        }

        @Override
        public @Nullable Move<Plan> doMove(ScoreDirector<Plan> director) {
            for (int i = changes.size() - 1; i >= 0; i--) {
                assign(director, changes.get(i).bundle(), changes.get(i).before());
            }
            return null;
        }
    }
}
