package org.dcrbs.solver.exact;

import java.util.BitSet;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.table.PairingTable;
import org.dcrbs.solver.table.Restriction;

/** Draws the conclusions of choices made: who must be served by one candidate only takes its room from all others. */
final class Propagation {
    private Restriction restriction;
    private PairingTable table;
    private boolean possible = true;

    Propagation(PairingTable whole, Restriction start) {
        restriction = start;
        table = new PairingTable(whole.problem, start);
    }

    /** Whether the choices may still come to something; if not, they certainly cannot. */
    boolean run() {
        boolean changed = true;
        while (changed && possible) {
            Allocation forced = forced();
            BitSet crowdedOut = crowdedOut(forced);
            possible &= forced.overdraw() == 0;
            changed = !crowdedOut.isEmpty();
            if (changed && possible) {
                restriction = restriction.without(crowdedOut);
                table = new PairingTable(table.problem, restriction);
            }
        }
        return possible;
    }

    Restriction restriction() {
        return restriction;
    }

    PairingTable table() {
        return table;
    }

    private Allocation forced() {
        Allocation forced = new Allocation(table);
        for (int line = 0; line < table.lineCount(); line++) {
            if (table.mandatory[table.bundleOf[line]]) {
                possible &= table.servable(table.bundleOf[line]);
                if (isForced(line)) {
                    forced.put(line, table.firstCandidate[line]);
                }
            }
        }
        return forced;
    }

    private boolean isForced(int line) {
        return table.mandatory[table.bundleOf[line]]
                && table.firstCandidate[line + 1] - table.firstCandidate[line] == 1;
    }

    private BitSet crowdedOut(Allocation forced) {
        BitSet crowdedOut = new BitSet();
        for (int line = 0; line < table.lineCount(); line++) {
            for (int k = table.firstCandidate[line]; k < table.firstCandidate[line + 1] && !isForced(line); k++) {
                if (!forced.fits(line, k)) {
                    crowdedOut.set(table.original[k]);
                }
            }
        }
        return crowdedOut;
    }
}
