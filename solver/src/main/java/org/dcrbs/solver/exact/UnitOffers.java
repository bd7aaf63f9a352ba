package org.dcrbs.solver.exact;

import java.util.Arrays;
import java.util.Optional;
import org.dcrbs.solver.table.PairingTable;

/**
 * Offers of one pool whose candidates all take the same amount, and all in some common slot: each can then be taken so
 * many times, whichever candidates they are.
 */
final class UnitOffers {
    private final int[] units;
    private final long[] use;
    /** The cell that all of an offer's candidates take. */
    private final int[] cell;

    private UnitOffers(PairingTable table) {
        int offers = table.offers.count();
        units = new int[offers];
        use = new long[offers];
        cell = new int[offers];
        for (int k = 0; k < table.candidateCount(); k++) {
            int o = table.offer[k];
            use[o] = table.uses[table.firstUse[k]];
            cell[o] = Math.max(cell[o], table.cell[k]);
        }
        for (int o = 0; o < offers; o++) {
            if (use[o] > 0) {
                units[o] = (int) Math.min(Integer.MAX_VALUE, capacity(table, o) / use[o]);
            }
        }
    }

    /** The units of a market's offers, if all offers are so. */
    static Optional<UnitOffers> of(PairingTable table) {
        for (int o = 0; o < table.offers.count(); o++) {
            if (table.offers.pools(o) != 1) {
                return Optional.empty();
            }
        }
        UnitOffers units = new UnitOffers(table);
        return units.agree(table) ? Optional.of(units) : Optional.empty();
    }

    int units(int offer) {
        return units[offer];
    }

    /** What each candidate takes. */
    long use(int offer) {
        return use[offer];
    }

    int cell(int offer) {
        return cell[offer];
    }

    boolean single() {
        return Arrays.stream(units).allMatch(each -> each <= 1);
    }

    /** A remainder that no candidate could take would be priced with the rest, and the proof would not be sharp. */
    private boolean agree(PairingTable table) {
        for (int line = 0; line < table.lineCount(); line++) {
            for (int k = table.firstCandidate[line]; k < table.firstCandidate[line + 1]; k++) {
                int o = table.offer[k];
                long amount = table.uses[table.firstUse[k]];
                boolean same = amount > 0 && amount == use[o] && capacity(table, o) % amount == 0;
                if (!same || table.cell[k] + table.length[line] <= cell[o]) {
                    return false;
                }
            }
        }
        return true;
    }

    private static long capacity(PairingTable table, int offer) {
        return table.offers.capacity[table.offers.firstPool[offer]];
    }
}
