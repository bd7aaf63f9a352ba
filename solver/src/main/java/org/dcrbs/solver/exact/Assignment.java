package org.dcrbs.solver.exact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.dcrbs.solver.bound.Prices;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.table.PairingTable;

/**
 * Solves markets that are assignments, or flows of one step: an offer can be taken so many times, every bundle is one
 * line, nets have no bounds. One bundle after another is assigned along a shortest augmenting path, by costs that the
 * prices of the offers reduce (Jonker and Volgenant 1987, on sparse candidates). The prices prove the result.
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

    private final UnitOffers units;
    /** By offer: the lines that have it. */
    private final List<List<Integer>> takers = new ArrayList<>();

    private final long[] price;
    private final long[] distance;
    /** By offer reached: the candidate that leads to it. */
    private final int[] via;

    private final int[] viaLine;
    private final boolean[] settled;
    private final PriorityQueue<Reached> near = new PriorityQueue<>();
    private int[] touched = new int[16];
    private int touchedCount;

    /** While a line is assigned: which line could be left out, at what distance, and how near any end is. */
    private int atRest;

    private long rest;
    private long nearestEnd;

    private Assignment(PairingTable table, UnitOffers units) {
        this.table = table;
        this.units = units;
        int offers = table.offers.count();
        pick = new int[table.lineCount()];
        Arrays.fill(pick, NONE);
        for (int o = 0; o < offers; o++) {
            takers.add(new ArrayList<>());
        }
        price = new long[offers];
        distance = new long[offers];
        Arrays.fill(distance, Long.MAX_VALUE);
        via = new int[offers];
        viaLine = new int[offers];
        settled = new boolean[offers];
    }

    /** The way to solve a market, if it has this shape; to be run once. */
    public static Optional<Assignment> of(PairingTable table) {
        boolean single = table.lineCount() == table.bundleCount() && !table.bounds.any();
        return single ? UnitOffers.of(table).map(units -> new Assignment(table, units)) : Optional.empty();
    }

    /** Whether no offer can be taken twice. */
    public boolean oneToOne() {
        return units.single();
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
        double[] capacity = new double[table.offers.cells()];
        for (int o = 0; o < price.length; o++) {
            if (price[o] > 0) {
                capacity[units.cell(o)] = (double) price[o] / units.use(o);
            }
        }
        return Prices.ofCapacity(table, capacity);
    }

    /** Finds the line its place, moving others if that is cheaper; false if there is none. */
    private boolean assign(int line) {
        atRest = NONE;
        rest = Long.MAX_VALUE;
        nearestEnd = Long.MAX_VALUE;
        visit(line, 0);
        int next = nearest();
        while (next != NONE && distance[next] < rest && full(next)) {
            settled[next] = true;
            for (int taker : takers.get(next)) {
                visit(taker, distance[next] - cost(pick[taker]));
            }
            next = nearest();
        }
        boolean moves = next != NONE && distance[next] < rest;
        boolean found = moves || rest < Long.MAX_VALUE;
        if (found) {
            reprice(moves ? distance[next] : rest);
            augment(line, moves ? next : leave(line, atRest));
        }
        forget();
        return found;
    }

    private boolean full(int offer) {
        return takers.get(offer).size() == units.units(offer);
    }

    /** Looks where a line could go that is come to at this distance; it may also be left out. */
    private void visit(int line, long walked) {
        if (!table.mandatory[line] && walked < rest) {
            rest = walked;
            atRest = line;
            nearestEnd = Math.min(nearestEnd, rest);
        }
        reach(line, walked);
    }

    /** What a candidate costs at the prices: a loss of surplus, and its offer's price. */
    private long cost(int k) {
        return price[table.offer[k]] - table.surplus[k];
    }

    private void reach(int line, long walked) {
        for (int k = table.firstCandidate[line]; k < table.firstCandidate[line + 1]; k++) {
            int o = table.offer[k];
            long far = walked + cost(k);
            if (far < nearestEnd && !settled[o] && far < distance[o]) {
                if (distance[o] == Long.MAX_VALUE) {
                    touch(o);
                }
                distance[o] = far;
                via[o] = k;
                viaLine[o] = line;
                near.add(new Reached(far, o));
                if (!full(o)) {
                    nearestEnd = far;
                }
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
        drop(left);
        return freed;
    }

    /** Hands offers on, back along the path to the line where it began. */
    private void augment(int line, int last) {
        int offer = last;
        while (offer != NONE) {
            int mover = viaLine[offer];
            int freed = pick[mover] == NONE ? NONE : table.offer[pick[mover]];
            if (freed != NONE) {
                drop(mover);
            }
            pick[mover] = via[offer];
            takers.get(offer).add(mover);
            offer = mover == line ? NONE : freed;
        }
    }

    private void drop(int line) {
        takers.get(table.offer[pick[line]]).remove((Integer) line);
        pick[line] = NONE;
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
