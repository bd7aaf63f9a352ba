package org.dcrbs.solver.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dcrbs.solver.ServedBundle;
import org.dcrbs.solver.table.PairingTable;

/**
 * Which candidate serves each line, and everything that follows from it, kept up to date change by change. May be
 * infeasible; says by how much.
 */
public final class Allocation {
    private static final int NONE = -1;

    private final PairingTable table;
    private final int[] pick;
    private final long[] use;
    private final long[] net;
    /** The lines that an offer serves, as a list through {@link #next} and {@link #previous}. */
    private final int[] head;

    private final int[] next;
    private final int[] previous;
    private long surplus;
    private long overdraw;
    private long netViolation;
    private int unservedMandatory;

    public Allocation(PairingTable table) {
        this.table = table;
        pick = new int[table.lineCount()];
        Arrays.fill(pick, NONE);
        use = new long[table.offers.cells()];
        net = new long[table.partyCount()];
        head = new int[table.offers.count()];
        Arrays.fill(head, NONE);
        next = new int[table.lineCount()];
        previous = new int[table.lineCount()];
        netViolation = table.bounds.violationAtRest();
        for (boolean mandatory : table.mandatory) {
            unservedMandatory += mandatory ? 1 : 0;
        }
    }

    /** The same choices in another table of the same problem, which must have their candidates. */
    public static Allocation on(PairingTable table, Allocation other) {
        Allocation same = new Allocation(table);
        for (int b = 0; b < table.bundleCount(); b++) {
            if (other.served(b)) {
                int[] picks = other.picksOf(b);
                for (int i = 0; i < picks.length; i++) {
                    picks[i] = table.find(table.firstLine[b] + i, other.table.original[picks[i]]);
                }
                same.serve(b, picks);
            }
        }
        return same;
    }

    public PairingTable table() {
        return table;
    }

    public boolean served(int bundle) {
        return pick[table.firstLine[bundle]] != NONE;
    }

    /** The candidate that serves a line, or -1. */
    public int pick(int line) {
        return pick[line];
    }

    /** All picks by line, to {@link #restore} later. */
    public int[] picks() {
        return pick.clone();
    }

    /** The objective. */
    public long surplus() {
        return surplus;
    }

    /** By how much pools are overdrawn, over all slots. */
    public long overdraw() {
        return overdraw;
    }

    /** How far nets are outside of their bounds, over all parties. */
    public long netViolation() {
        return netViolation;
    }

    public int unservedMandatory() {
        return unservedMandatory;
    }

    public boolean feasible() {
        return overdraw == 0 && netViolation == 0 && unservedMandatory == 0;
    }

    public long net(int party) {
        return net[party];
    }

    public long use(int cell) {
        return use[cell];
    }

    /** First line in the list of those that an offer serves, or -1. */
    public int firstServedBy(int offer) {
        return head[offer];
    }

    public int nextServed(int line) {
        return next[line];
    }

    /** Whether a candidate's offer has room for it now. */
    public boolean fits(int line, int k) {
        return fullSlot(line, k) < 0;
    }

    /** The first slot of those a candidate needs in which its offer has no room for it now, or -1. */
    int fullSlot(int line, int k) {
        int offer = table.offer[k];
        int at = table.cell[k];
        int pool = table.offers.firstPool[offer];
        for (int i = table.firstUse[k]; i < table.firstUse[k + 1]; i++, pool++) {
            long room = table.offers.capacity[pool] - table.uses[i];
            for (int c = at; c < at + table.length[line]; c++) {
                if (use[c] > room) {
                    return table.from[line] + c - at;
                }
            }
            at += table.offers.length[offer];
        }
        return -1;
    }

    /** Serves a bundle that is not served, by a candidate for each of its lines. */
    public void serve(int bundle, int[] picks) {
        serve(bundle, picks, 0);
    }

    /** The same, by the candidates from a place in an array on. */
    void serve(int bundle, int[] picks, int at) {
        int first = table.firstLine[bundle];
        for (int line = first; line < table.firstLine[bundle + 1]; line++) {
            put(line, picks[at + line - first]);
        }
        complete(bundle);
    }

    /** Counts a bundle whose lines have all been {@link #put} as served. */
    void complete(int bundle) {
        unservedMandatory -= table.mandatory[bundle] ? 1 : 0;
    }

    public void release(int bundle) {
        for (int line = table.firstLine[bundle]; line < table.firstLine[bundle + 1]; line++) {
            take(line);
        }
        unservedMandatory += table.mandatory[bundle] ? 1 : 0;
    }

    /** Serves a single line; the caller sees to it that its bundle ends up whole or empty. */
    public void put(int line, int k) {
        pick[line] = k;
        book(line, k, 1);
        int offer = table.offer[k];
        next[line] = head[offer];
        previous[line] = NONE;
        if (head[offer] != NONE) {
            previous[head[offer]] = line;
        }
        head[offer] = line;
    }

    /** Undoes {@link #put}. */
    public void take(int line) {
        int k = pick[line];
        pick[line] = NONE;
        book(line, k, -1);
        if (previous[line] != NONE) {
            next[previous[line]] = next[line];
        } else {
            head[table.offer[k]] = next[line];
        }
        if (next[line] != NONE) {
            previous[next[line]] = previous[line];
        }
    }

    private void book(int line, int k, int sign) {
        surplus += sign * table.surplus[k];
        long worth = sign * table.worth[k];
        addToNet(table.bundleParty[table.bundleOf[line]], worth);
        addToNet(table.provider[k], -worth);
        int offer = table.offer[k];
        int at = table.cell[k];
        int pool = table.offers.firstPool[offer];
        for (int i = table.firstUse[k]; i < table.firstUse[k + 1]; i++, pool++) {
            long amount = sign * table.uses[i];
            long capacity = table.offers.capacity[pool];
            for (int c = at; c < at + table.length[line]; c++) {
                long before = use[c];
                use[c] = before + amount;
                overdraw += Math.max(0, before + amount - capacity) - Math.max(0, before - capacity);
            }
            at += table.offers.length[offer];
        }
    }

    private void addToNet(int party, long amount) {
        netViolation -= table.bounds.violation(party, net[party]);
        net[party] += amount;
        netViolation += table.bounds.violation(party, net[party]);
    }

    public int[] picksOf(int bundle) {
        return Arrays.copyOfRange(pick, table.firstLine[bundle], table.firstLine[bundle + 1]);
    }

    /** Makes this allocation that of earlier {@link #picks}. */
    public void restore(int[] picks) {
        for (int b = 0; b < table.bundleCount(); b++) {
            int first = table.firstLine[b];
            int end = table.firstLine[b + 1];
            if (!Arrays.equals(pick, first, end, picks, first, end)) {
                if (served(b)) {
                    release(b);
                }
                if (picks[first] != NONE) {
                    serve(b, Arrays.copyOfRange(picks, first, end));
                }
            }
        }
    }

    /** The bundles served, in the words of an answer. */
    public List<ServedBundle> pairings() {
        List<ServedBundle> served = new ArrayList<>();
        for (int b = 0; b < table.bundleCount(); b++) {
            if (served(b)) {
                List<Integer> picks = new ArrayList<>();
                for (int line = table.firstLine[b]; line < table.firstLine[b + 1]; line++) {
                    picks.add(table.original[pick[line]] - table.problem.firstCandidate(line));
                }
                served.add(new ServedBundle(b, picks));
            }
        }
        return served;
    }
}
