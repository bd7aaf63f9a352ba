package org.dcrbs.solver.search;

import java.util.SplittableRandom;
import org.dcrbs.solver.table.PairingTable;

/**
 * Changes an allocation bundle by bundle: places one somewhere good, ejects what is in the way, and places the ejected
 * again where they fit; or drops it. All or nothing lets no smaller change through: a pool is rarely freed by moving
 * one line.
 */
final class Ejections {
    private static final int MOST_EJECTED = 30;
    private static final int ONE_IN = 3;
    private static final int[] NOTHING = {};

    private final Terms terms;
    private final PairingTable table;
    private final Ranking ranking;
    private final Allocation allocation;
    private final Journal journal;
    private final PlaceFinder places;
    private final CandidateDraw draw;
    private final SplittableRandom random;
    private final double doubt;

    Ejections(
            Terms terms,
            Ranking ranking,
            Allocation allocation,
            Journal journal,
            double doubt,
            SplittableRandom random) {
        this.terms = terms;
        this.table = terms.table();
        this.ranking = ranking;
        this.allocation = allocation;
        this.journal = journal;
        this.random = random;
        this.doubt = doubt;
        places = new PlaceFinder(allocation, ranking);
        draw = new CandidateDraw(table, ranking, random);
    }

    /** Changes a bundle's place, by chance, and keeps that if the merit afterwards is at least the given one. */
    boolean attempt(int bundle, double least) {
        boolean wasServed = allocation.served(bundle);
        int[] picks = wasServed && random.nextInt(ONE_IN) == 0 ? NOTHING : draw.draw(bundle);
        if (!worthATry(bundle, wasServed, picks)) {
            return false;
        }
        int mark = journal.size();
        journal.note(bundle);
        if (wasServed) {
            allocation.release(bundle);
        }
        boolean changed = picks.length == 0 || (place(bundle, picks, mark) && promising(mark, least));
        if (changed) {
            reinsert(mark);
        }
        if (!changed || terms.merit(allocation) < least) {
            journal.undo(mark);
            return false;
        }
        return true;
    }

    /**
     * Whether a change is different from what is, and not too bad by the ranking, which foretells what will have to be
     * ejected: most changes can be turned down without a look at the offers.
     */
    private boolean worthATry(int bundle, boolean wasServed, int[] picks) {
        int first = table.firstLine[bundle];
        boolean same = wasServed == picks.length > 0;
        double expected = 0;
        for (int i = 0; i < picks.length; i++) {
            expected += ranking.value[picks[i]];
            same &= allocation.pick(first + i) == picks[i];
        }
        for (int line = first; wasServed && line < table.firstLine[bundle + 1]; line++) {
            expected -= ranking.value[allocation.pick(line)];
        }
        return !same && expected >= doubt * Math.log(1 - random.nextDouble());
    }

    private boolean place(int bundle, int[] picks, int mark) {
        int first = table.firstLine[bundle];
        for (int i = 0; i < picks.length; i++) {
            if (!makeRoom(bundle, first + i, picks[i], mark)) {
                for (int placed = i - 1; placed >= 0; placed--) {
                    allocation.take(first + placed);
                }
                return false;
            }
            allocation.put(first + i, picks[i]);
        }
        allocation.complete(bundle);
        return true;
    }

    /** Ejects bundles from an offer until a candidate fits; false if that cannot be. */
    private boolean makeRoom(int bundle, int line, int k, int mark) {
        for (int slot = allocation.fullSlot(line, k); slot >= 0; slot = allocation.fullSlot(line, k)) {
            int victim = journal.size() - mark <= MOST_EJECTED ? anyServed(table.offer[k], slot, bundle) : -1;
            if (victim < 0) {
                return false;
            }
            journal.note(victim);
            allocation.release(victim);
        }
        return true;
    }

    /** One of the other bundles that an offer serves in a slot, by chance; -1 if there is none. */
    private int anyServed(int offer, int slot, int bundle) {
        int chosen = -1;
        int seen = 0;
        for (int l = allocation.firstServedBy(offer); l >= 0; l = allocation.nextServed(l)) {
            boolean overlaps = table.from[l] <= slot && slot < table.from[l] + table.length[l];
            if (overlaps && table.bundleOf[l] != bundle && random.nextInt(++seen) == 0) {
                chosen = table.bundleOf[l];
            }
        }
        return chosen;
    }

    /** Whether it could still come to that merit if all that was ejected found its best place again. */
    private boolean promising(int mark, double least) {
        double most = terms.merit(allocation);
        for (int i = mark + 1; i < journal.size() && most < least; i++) {
            most += ranking.most[journal.bundle(i)];
        }
        return most >= least;
    }

    private void reinsert(int mark) {
        int end = journal.size();
        for (int i = mark + 1; i < end; i++) {
            int victim = journal.bundle(i);
            int[] picks = places.find(victim);
            if (picks.length > 0) {
                double before = terms.merit(allocation);
                journal.note(victim);
                allocation.serve(victim, picks);
                if (terms.merit(allocation) < before) {
                    journal.undo(journal.size() - 1);
                }
            }
        }
    }
}
