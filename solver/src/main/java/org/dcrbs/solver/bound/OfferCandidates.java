package org.dcrbs.solver.bound;

import org.dcrbs.solver.table.PairingTable;

/** The table's candidates once more, those of an offer side by side, for whoever goes through offer by offer. */
final class OfferCandidates {
    /** First place of an offer; of the number of offers, the end of the last. */
    final int[] first;

    final int[] candidate;
    final int[] line;
    final int[] group;
    final int[] taker;
    final long[] surplus;
    final long[] worth;
    /** First slot, counted from the offer's first. */
    final int[] slot;

    final int[] length;
    final int[] firstUse;
    final long[] uses;

    OfferCandidates(PairingTable table, ClaimGroups groups) {
        int count = table.candidateCount();
        first = new int[table.offers.count() + 1];
        for (int offer : table.offer) {
            first[offer + 1]++;
        }
        for (int o = 0; o < table.offers.count(); o++) {
            first[o + 1] += first[o];
        }
        candidate = new int[count];
        line = new int[count];
        int[] next = first.clone();
        for (int l = 0; l < table.lineCount(); l++) {
            for (int k = table.firstCandidate[l]; k < table.firstCandidate[l + 1]; k++) {
                int at = next[table.offer[k]]++;
                candidate[at] = k;
                line[at] = l;
            }
        }
        group = new int[count];
        taker = new int[count];
        surplus = new long[count];
        worth = new long[count];
        slot = new int[count];
        length = new int[count];
        firstUse = new int[count + 1];
        uses = new long[table.uses.length];
        for (int i = 0; i < count; i++) {
            int k = candidate[i];
            group[i] = groups.of[k];
            taker[i] = table.bundleParty[table.bundleOf[line[i]]];
            surplus[i] = table.surplus[k];
            worth[i] = table.worth[k];
            slot[i] = table.cell[k] - table.offers.firstCell[table.offer[k]];
            length[i] = table.length[line[i]];
            int size = table.firstUse[k + 1] - table.firstUse[k];
            firstUse[i + 1] = firstUse[i] + size;
            System.arraycopy(table.uses, table.firstUse[k], uses, firstUse[i], size);
        }
    }
}
