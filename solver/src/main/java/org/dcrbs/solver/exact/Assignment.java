package org.dcrbs.solver.exact;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.dcrbs.solver.bound.Prices;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.table.PairingTable;

/**
 * Solves markets that are assignments: every offer can be taken once, every bundle is one line, nets have no bounds. One
 * bundle after another is assigned along a shortest augmenting path, by costs that the prices of the offers reduce
 * (Jonker and Volgenant 1987, on sparse candidates). The prices prove the result.
 *
 * <p>To be left out is a place of the bundle's own, at no surplus and no price; a mandatory bundle has none.
 */
public final class Assignment {
    private static final int NONE = -1;
    /** Bundles to assign between two looks at whether to stop. */
    private static final int BUNDLES_AT_A_TIME = 64;

    /** What came of a run. */
    public enum Outcome {
        OPTIMAL,
        /** Not every mandatory bundle can be served, whatever else is chosen. */
        INFEASIBLE,
        STOPPED
    }

    /** An offer that could be reached. */
    private record Reached(long distance, int offer) implements Comparable<Reached> {
        @Override
        public int compareTo(Reached other) {
            int nearer = Long.compare(distance, other.distance);
            return nearer != 0 ? nearer : Integer.compare(offer, other.offer);
        }
    }

    private final PairingTable table;
    /** By line: the candidate that serves it, or -1. */
    private final int[] pick;
    /** By offer: the line that has it, or -1. */
    private final int[] taker;

    private final long[] price;
    private final long[] distance;
    /** By offer reached: the candidate that leads to it. */
    private final int[] via;

    private final int[] viaLine;
    private final boolean[] settled;
    private final PriorityQueue<Reached> near = new PriorityQueue<>();
    private int[] touched = new int[16];
    private int touchedCount;

    private Assignment(PairingTable table) {
        this.table = table;
        int offers = table.offers.count();
        pick = new int[table.lineCount()];
        Arrays.fill(pick, NONE);
        taker = new int[offers];
        Arrays.fill(taker, NONE);
        price = new long[offers];
        distance = new long[offers];
        Arrays.fill(distance, Long.MAX_VALUE);
        via = new int[offers];
        viaLine = new int[offers];
        settled = new boolean[offers];
    }

    /** Whether a market has this shape. */
    public static boolean has(PairingTable table) {
        boolean single = table.lineCount() == table.bundleCount() && !table.bounds.any();
        for (int o = 0; single && o < table.offers.count(); o++) {
            single = table.offers.pools(o) == 1 && table.offers.length[o] == 1;
        }
        for (int k = 0; single && k < table.candidateCount(); k++) {
            single = table.uses[k] == 1 && table.offers.capacity[table.offer[k]] == 1;
        }
        return single;
    }

    /** To be run once, on a market that {@link #has} this shape. */
    public static Assignment of(PairingTable table) {
        return new Assignment(table);
    }

    public Outcome run(BooleanSupplier stop) {
        for (int line = 0; line < table.lineCount(); line++) {
            if (line % BUNDLES_AT_A_TIME == 0 && stop.getAsBoolean()) {
                return Outcome.STOPPED;
            }
            if (!assign(line)) {
                return Outcome.INFEASIBLE;
            }
        }
        return Outcome.OPTIMAL;
    }

    /** The choice made; best if the outcome was optimal. */
    public Allocation allocation() {
        Allocation allocation = new Allocation(table);
        for (int line = 0; line < pick.length; line++) {
            if (pick[line] != NONE) {
                allocation.serve(line, new int[] {pick[line]});
            }
        }
        return allocation;
    }

    /** Prices that prove it. */
    public Prices prices() {
        double[] capacity = new double[price.length];
        for (int o = 0; o < price.length; o++) {
            capacity[o] = price[o];
        }
        return Prices.ofCapacity(table, capacity);
    }

    /** Finds the line its place, moving others if that is cheaper; false if there is none. */
    private boolean assign(int line) {
        int atRest = NONE;
        long rest = Long.MAX_VALUE;
        int free = NONE;
        long end = Long.MAX_VALUE;
        int at = line;
        long walked = 0;
        while (at != NONE) {
            long own = at == line ? 0 : cost(pick[at]);
            if (!table.mandatory[at] && walked - own < rest) {
                rest = walked - own;
                atRest = at;
            }
            reach(at, walked - own);
            int next = nearest();
            end = next == NONE ? rest : Math.min(rest, distance[next]);
            boolean outside = next == NONE || rest <= distance[next];
            free = outside || taker[next] != NONE ? NONE : next;
            at = outside || free != NONE ? NONE : taker[next];
            if (at != NONE) {
                settled[next] = true;
                walked = distance[next];
            }
        }
        boolean found = end < Long.MAX_VALUE;
        if (found) {
            reprice(end);
            int left = free != NONE ? NONE : atRest;
            augment(line, left == NONE ? free : leave(line, left));
        }
        forget();
        return found;
    }

    /** What a candidate costs at the prices: a loss of surplus, and its offer's price. */
    private long cost(int k) {
        return price[table.offer[k]] - table.surplus[k];
    }

    private void reach(int line, long walked) {
        for (int k = table.firstCandidate[line]; k < table.firstCandidate[line + 1]; k++) {
            int o = table.offer[k];
            long far = walked + cost(k);
            if (!settled[o] && far < distance[o]) {
                if (distance[o] == Long.MAX_VALUE) {
                    touch(o);
                }
                distance[o] = far;
                via[o] = k;
                viaLine[o] = line;
                near.add(new Reached(far, o));
            }
        }
    }

    private void touch(int offer) {
        if (touchedCount == touched.length) {
            touched = Arrays.copyOf(touched, 2 * touchedCount);
        }
        touched[touchedCount++] = offer;
    }

    /** The nearest offer that is not settled yet, or -1. */
    private int nearest() {
        while (!near.isEmpty()) {
            Reached first = near.poll();
            if (!settled[first.offer()] && first.distance() == distance[first.offer()]) {
                return first.offer();
            }
        }
        return NONE;
    }

    /** Offers on the way become dearer, by as much as they were nearer than the end. */
    private void reprice(long end) {
        for (int i = 0; i < touchedCount; i++) {
            if (settled[touched[i]]) {
                price[touched[i]] += end - distance[touched[i]];
            }
        }
    }

    /** Takes the place of a line that is left out; the offer it had, or -1 if that is the line itself. */
    private int leave(int line, int left) {
        if (left == line) {
            return NONE;
        }
        int freed = table.offer[pick[left]];
        pick[left] = NONE;
        return freed;
    }

    /** Hands offers on, back along the path to the line where it began. */
    private void augment(int line, int last) {
        int offer = last;
        while (offer != NONE) {
            int mover = viaLine[offer];
            int freed = pick[mover] == NONE ? NONE : table.offer[pick[mover]];
            pick[mover] = via[offer];
            taker[offer] = mover;
            offer = mover == line ? NONE : freed;
        }
    }

    private void forget() {
        for (int i = 0; i < touchedCount; i++) {
            distance[touched[i]] = Long.MAX_VALUE;
            settled[touched[i]] = false;
        }
        touchedCount = 0;
        near.clear();
    }
}
