package org.dcrbs.solver.bound;

import org.dcrbs.solver.table.PairingTable;

/**
 * Candidates that share one claim: those of a line, or, where a bundle wants one provider, those of a line and provider.
 * They stand side by side in the table, and groups are counted through from 0.
 */
final class ClaimGroups {
    /** By candidate. */
    final int[] of;
    /** First group of a line; of the number of lines, the end of the last. */
    final int[] first;

    ClaimGroups(PairingTable table) {
        of = new int[table.candidateCount()];
        first = new int[table.lineCount() + 1];
        int count = 0;
        for (int line = 0; line < table.lineCount(); line++) {
            boolean same = table.sameProvider[table.bundleOf[line]];
            int from = table.firstCandidate[line];
            for (int k = from; k < table.firstCandidate[line + 1]; k++) {
                if (k == from || (same && table.provider[k] != table.provider[k - 1])) {
                    count++;
                }
                of[k] = count - 1;
            }
            first[line + 1] = count;
        }
    }

    int count() {
        return first[first.length - 1];
    }
}
