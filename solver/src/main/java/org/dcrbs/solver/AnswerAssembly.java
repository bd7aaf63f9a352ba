package org.dcrbs.solver;

import java.util.ArrayList;
import java.util.List;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.table.PairingTable;

/** Turns an allocation into the words of an answer. */
final class AnswerAssembly {
    private AnswerAssembly() {}

    static List<ServedBundle> pairings(Allocation allocation) {
        PairingTable table = allocation.table();
        List<ServedBundle> served = new ArrayList<>();
        for (int b = 0; b < table.bundleCount(); b++) {
            if (allocation.served(b)) {
                List<Integer> picks = new ArrayList<>();
                for (int line = table.firstLine[b]; line < table.firstLine[b + 1]; line++) {
                    picks.add(table.original[allocation.pick(line)] - table.problem.firstCandidate(line));
                }
                served.add(new ServedBundle(b, picks));
            }
        }
        return served;
    }
}
