package org.dcrbs.solver.planning;

import java.util.Arrays;
import java.util.List;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.table.PairingTable;

/** Follows who receives from whom in a swap market, and counts those whose cycle or chain has too many parties. */
final class CycleLengths {
    private static final int NOBODY = -1;

    private final int[] providerOf;
    private final int most;

    private CycleLengths(PairingTable table) {
        providerOf = new int[table.partyCount()];
        Arrays.fill(providerOf, NOBODY);
        most = table.problem.maxCycle().orElse(Integer.MAX_VALUE);
    }

    /** The parties from which more than the allowed number can be reached, going from receiver to provider. */
    static int tooLong(List<BundlePlan> served) {
        PairingTable table = served.get(0).table();
        CycleLengths lengths = new CycleLengths(table);
        for (BundlePlan bundle : served) {
            lengths.providerOf[table.bundleParty[bundle.getBundle()]] =
                    table.provider[bundle.serving().pick(0)];
        }
        return lengths.count();
    }

    static int tooLong(Allocation allocation) {
        PairingTable table = allocation.table();
        if (table.problem.maxCycle().isEmpty()) {
            return 0;
        }
        CycleLengths lengths = new CycleLengths(table);
        for (int b = 0; b < table.bundleCount(); b++) {
            if (allocation.served(b)) {
                lengths.providerOf[table.bundleParty[b]] = table.provider[allocation.pick(table.firstLine[b])];
            }
        }
        return lengths.count();
    }

    private int count() {
        int count = 0;
        for (int party = 0; party < providerOf.length; party++) {
            int reached = 1;
            int at = providerOf[party];
            while (at != NOBODY && at != party && reached <= most) {
                reached++;
                at = providerOf[at];
            }
            count += reached > most ? 1 : 0;
        }
        return count;
    }
}
