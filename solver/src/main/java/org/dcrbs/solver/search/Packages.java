package org.dcrbs.solver.search;

import java.util.function.Predicate;
import org.dcrbs.solver.table.PairingTable;

/** Goes through a bundle's packages: every way to choose a candidate for each line that its wishes on providers allow. */
public final class Packages {
    private final PairingTable table;

    public Packages(PairingTable table) {
        this.table = table;
    }

    /** How many packages a bundle has if its wishes on providers are left aside, at most {@code most}. */
    public long count(int bundle, long most) {
        long count = 1;
        for (int line = table.firstLine[bundle]; line < table.firstLine[bundle + 1]; line++) {
            count *= table.firstCandidate[line + 1] - table.firstCandidate[line];
            if (count >= most) {
                return most;
            }
        }
        return count;
    }

    /** Shows each package, in an array that is used again, until {@code wantsMore} is false. */
    public void forEach(int bundle, Predicate<int[]> wantsMore) {
        int[] picks = new int[table.lines(bundle)];
        walk(bundle, 0, picks, wantsMore);
    }

    private boolean walk(int bundle, int chosen, int[] picks, Predicate<int[]> wantsMore) {
        if (chosen == picks.length) {
            return wantsMore.test(picks);
        }
        int line = table.firstLine[bundle] + chosen;
        for (int k = table.firstCandidate[line]; k < table.firstCandidate[line + 1]; k++) {
            if (agrees(bundle, k, picks, chosen)) {
                picks[chosen] = k;
                if (!walk(bundle, chosen + 1, picks, wantsMore)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether a candidate's provider may stand beside those of the lines before. */
    boolean agrees(int bundle, int k, int[] picks, int chosen) {
        if (chosen > 0 && table.sameProvider[bundle] && table.provider[picks[0]] != table.provider[k]) {
            return false;
        }
        for (int i = 0; i < chosen && table.distinctProviders[bundle]; i++) {
            if (table.provider[picks[i]] == table.provider[k]) {
                return false;
            }
        }
        return true;
    }
}
