package org.dcrbs.solver.reason;

import java.util.ArrayList;
import java.util.List;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.table.PairingTable;

/** The hard rules that an allocation breaks. */
public final class Obligations {
    private Obligations() {}

    public static List<String> broken(Allocation allocation) {
        PairingTable table = allocation.table();
        List<String> broken = new ArrayList<>();
        for (int b = 0; b < table.bundleCount(); b++) {
            if (table.mandatory[b] && !allocation.served(b)) {
                broken.add("bundle " + table.problem.bundleId(b) + " is mandatory and not served");
            }
        }
        for (int p = 0; p < table.partyCount(); p++) {
            long net = allocation.net(p);
            if (table.bounds.violation(p, net) > 0) {
                broken.add("party " + table.problem.parties().get(p).id() + "'s net of " + net + " is not within "
                        + table.bounds.min[p] + ".." + table.bounds.max[p]);
            }
        }
        return broken;
    }
}
