package org.dcrbs.solver.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.search.PlaceFinder;
import org.dcrbs.solver.table.PairingTable;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.heuristic.move.Move;

/**
 * Places a bundle somewhere good, ejects what is in the way, and places the ejected again where they fit; or drops the
 * bundle. All or nothing lets no smaller move through: a pool is rarely freed by moving one line.
 *
 * <p>What it does follows from the plan, the bundle and the seed alone.
 */
final class EjectionMove implements Move<Plan> {
    private static final int MOST_EJECTED = 30;

    private final int bundle;
    private final long seed;

    EjectionMove(int bundle, long seed) {
        this.bundle = bundle;
        this.seed = seed;
    }

    @Override
    public boolean isMoveDoable(ScoreDirector<Plan> director) {
        return true;
    }

    @Override
    public Move<Plan> doMove(ScoreDirector<Plan> director) {
        Plan plan = director.getWorkingSolution();
        Changes changes = new Changes(director, plan.getBundles());
        SplittableRandom random = new SplittableRandom(seed);
        boolean wasServed = plan.allocation().served(bundle);
        if (wasServed) {
            changes.set(bundle, null);
        }
        boolean drop = wasServed && random.nextInt(3) == 0;
        if (!drop) {
            place(plan, changes, random);
        }
        return changes.undo();
    }

    private void place(Plan plan, Changes changes, SplittableRandom random) {
        Allocation allocation = plan.allocation();
        PairingTable table = allocation.table();
        int[] picks = new CandidateDraw(plan.getTerms(), random).draw(bundle);
        int first = table.firstLine[bundle];
        int placed = 0;
        while (placed < picks.length && makeRoom(allocation, first + placed, picks[placed], changes)) {
            allocation.put(first + placed, picks[placed]);
            placed++;
        }
        for (int i = placed - 1; i >= 0; i--) {
            allocation.take(first + i);
        }
        if (picks.length > 0 && placed == picks.length) {
            int ejected = changes.size();
            changes.set(bundle, new Serving(picks));
            reinsert(plan, changes, ejected);
        }
    }

    /** Ejects bundles from an offer until a candidate fits; false if that cannot be. */
    private boolean makeRoom(Allocation allocation, int line, int k, Changes changes) {
        while (!allocation.fits(line, k)) {
            int victim = changes.size() < MOST_EJECTED ? overlapping(allocation, line, k) : -1;
            if (victim < 0) {
                return false;
            }
            changes.set(victim, null);
        }
        return true;
    }

    /**
     * One of the other bundles that the candidate's offer serves at the same time, or -1. By chance, but not by the order
     * in which the offer lists them: a move is done, undone and done again, and that changes the order.
     */
    private int overlapping(Allocation allocation, int line, int k) {
        PairingTable table = allocation.table();
        int end = table.from[line] + table.length[line];
        int chosen = -1;
        long lowest = Long.MAX_VALUE;
        for (int l = allocation.firstServedBy(table.offer[k]); l >= 0; l = allocation.nextServed(l)) {
            boolean overlaps = table.from[l] < end && table.from[l] + table.length[l] > table.from[line];
            if (overlaps && table.bundleOf[l] != bundle && lot(l) <= lowest) {
                lowest = lot(l);
                chosen = table.bundleOf[l];
            }
        }
        return chosen;
    }

    /** A number for a line, as good as by chance, always the same in this move. */
    private long lot(int line) {
        long mixed = (seed ^ line) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    private void reinsert(Plan plan, Changes changes, int ejected) {
        Allocation allocation = plan.allocation();
        Terms terms = plan.getTerms();
        PlaceFinder places = new PlaceFinder(allocation, terms.prices()::reduced);
        for (int i = 0; i < ejected; i++) {
            int victim = changes.bundle(i);
            if (victim == bundle) {
                continue;
            }
            double before = terms.merit(allocation);
            int[] picks = places.find(victim);
            if (picks.length > 0) {
                changes.set(victim, new Serving(picks));
                if (terms.merit(allocation) < before) {
                    changes.set(victim, null);
                }
            }
        }
    }

    @Override
    public Move<Plan> rebase(ScoreDirector<Plan> destination) {
        return this;
    }

    @Override
    public String toString() {
        return "place bundle " + bundle + " by seed " + seed;
    }

    /** What a move has changed so far, and how to take it back. */
    private static final class Changes {
        private final ScoreDirector<Plan> director;
        private final List<BundlePlan> plans;
        private final List<BundlePlan> changed = new ArrayList<>(4);
        private final List<@Nullable Serving> before = new ArrayList<>(4);

        Changes(ScoreDirector<Plan> director, List<BundlePlan> plans) {
            this.director = director;
            this.plans = plans;
        }

        int size() {
            return changed.size();
        }

        int bundle(int change) {
            return changed.get(change).getBundle();
        }

        void set(int bundle, @Nullable Serving serving) {
            BundlePlan plan = plans.get(bundle);
            changed.add(plan);
            before.add(plan.getServing());
            assign(director, plan, serving);
        }

        Move<Plan> undo() {
            return new UndoMove(changed, before);
        }

        static void assign(ScoreDirector<Plan> director, BundlePlan plan, @Nullable Serving serving) {
            director.beforeVariableChanged(plan, BundlePlan.SERVING);
            plan.setServing(serving);
            director.afterVariableChanged(plan, BundlePlan.SERVING);
        }
    }

    /** Takes changes back, last first. */
    private record UndoMove(List<BundlePlan> changed, List<@Nullable Serving> before) implements Move<Plan> {
        @Override
        public boolean isMoveDoable(ScoreDirector<Plan> director) {
            return true;
        }

        @Override
        public @Nullable Move<Plan> doMove(ScoreDirector<Plan> director) {
            for (int i = changed.size() - 1; i >= 0; i--) {
                Changes.assign(director, changed.get(i), before.get(i));
            }
            return null;
        }
    }
}
