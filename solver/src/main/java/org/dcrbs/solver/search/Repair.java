package org.dcrbs.solver.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dcrbs.solver.table.PairingTable;

/** Brings nets back inside their bounds by leaving out bundles, those first that cost least for what they mend. */
public final class Repair {
    private final Allocation allocation;
    private final PairingTable table;
    private final List<List<Integer>> bundlesOf = new ArrayList<>();
    private final List<List<Integer>> offersOf = new ArrayList<>();

    public Repair(Allocation allocation) {
        this.allocation = allocation;
        table = allocation.table();
        for (int p = 0; p < table.partyCount(); p++) {
            bundlesOf.add(new ArrayList<>(4));
            offersOf.add(new ArrayList<>(4));
        }
        for (int b = 0; b < table.bundleCount(); b++) {
            bundlesOf.get(table.bundleParty[b]).add(b);
        }
        for (int o = 0; o < table.offers.count(); o++) {
            offersOf.get(table.offers.party[o]).add(o);
        }
    }

    /** Whether all nets are inside of their bounds now. */
    public boolean run() {
        boolean mended = true;
        while (mended && allocation.netViolation() > 0) {
            mended = false;
            for (int p = 0; p < table.partyCount(); p++) {
                while (violation(p) > 0 && mend(p)) {
                    mended = true;
                }
            }
        }
        return allocation.netViolation() == 0;
    }

    private long violation(int party) {
        return table.bounds.violation(party, allocation.net(party));
    }

    /**
     * Leaves out the bundle that loses least for each unit of violation it takes away; if every one only moves violation
     * to another party, the one that loses least. False if there is none to leave out.
     */
    private boolean mend(int party) {
        int best = -1;
        int cheapest = -1;
        double least = Double.POSITIVE_INFINITY;
        long leastLoss = Long.MAX_VALUE;
        for (int bundle : involved(party)) {
            if (table.mandatory[bundle]) {
                continue;
            }
            long before = allocation.netViolation();
            long surplus = allocation.surplus();
            int[] picks = allocation.picksOf(bundle);
            allocation.release(bundle);
            long mended = before - allocation.netViolation();
            long loss = surplus - allocation.surplus();
            allocation.serve(bundle, picks);
            if (mended > 0 && (double) loss / mended < least) {
                least = (double) loss / mended;
                best = bundle;
            }
            if (loss < leastLoss) {
                leastLoss = loss;
                cheapest = bundle;
            }
        }
        int left = best >= 0 ? best : cheapest;
        if (left >= 0) {
            allocation.release(left);
        }
        return left >= 0;
    }

    /** The served bundles that push the party's net past its bound. */
    private Set<Integer> involved(int party) {
        Set<Integer> involved = new LinkedHashSet<>();
        if (allocation.net(party) > table.bounds.max[party]) {
            bundlesOf.get(party).stream().filter(allocation::served).forEach(involved::add);
        } else {
            for (int offer : offersOf.get(party)) {
                for (int line = allocation.firstServedBy(offer); line >= 0; line = allocation.nextServed(line)) {
                    involved.add(table.bundleOf[line]);
                }
            }
        }
        return involved;
    }
}
