package org.dcrbs.solver.exact;

import java.util.Arrays;
import java.util.Optional;
import org.dcrbs.solver.table.PairingTable;

/** The parties of a swap market: each with one thing to give, one wish, or both, all at the same worth. */
final class Givers {
    private static final int NONE = -1;

    private final PairingTable table;
    private final int[] offerOf;
    private final int[] bundleOf;
    private final long worth;
    private boolean balanced;

    private Givers(PairingTable table) {
        this.table = table;
        offerOf = new int[table.partyCount()];
        bundleOf = new int[table.partyCount()];
        Arrays.fill(offerOf, NONE);
        Arrays.fill(bundleOf, NONE);
        worth = table.worth[0];
    }

    static Optional<Givers> of(PairingTable table) {
        boolean swaps = table.problem.maxCycle().isEmpty()
                && table.candidateCount() > 0
                && table.worth[0] > 0
                && table.lineCount() == table.bundleCount()
                && Arrays.stream(table.worth).allMatch(each -> each == table.worth[0]);
        if (!swaps) {
            return Optional.empty();
        }
        Givers givers = new Givers(table);
        return givers.haveOneEach() && givers.agree() ? Optional.of(givers) : Optional.empty();
    }

    private boolean haveOneEach() {
        boolean single = true;
        for (int o = 0; o < table.offers.count(); o++) {
            single &= offerOf[table.offers.party[o]] == NONE;
            offerOf[table.offers.party[o]] = o;
        }
        for (int b = 0; b < table.bundleCount(); b++) {
            single &= bundleOf[table.bundleParty[b]] == NONE && (table.servable(b) || !table.mandatory[b]);
            bundleOf[table.bundleParty[b]] = b;
        }
        return single;
    }

    /** Whether everybody is bound in both directions, or nobody must give for what it receives. */
    private boolean agree() {
        boolean anyMustGive = false;
        boolean allAreBalanced = true;
        for (int p = 0; p < offerOf.length; p++) {
            boolean mustTake = table.bounds.min[p] > -worth;
            boolean mustGive = table.bounds.max[p] < worth;
            if (table.bounds.min[p] > 0 || table.bounds.max[p] < 0) {
                return false;
            }
            boolean gives = offerOf[p] != NONE;
            boolean takes = bundleOf[p] != NONE;
            if (gives && !takes && mustTake) {
                return false;
            }
            anyMustGive |= takes && mustGive;
            allAreBalanced &= gives == takes && (!gives || (mustGive && mustTake));
        }
        balanced = allAreBalanced;
        return allAreBalanced || !anyMustGive;
    }

    /** Whether everybody receives as it gives. */
    boolean balanced() {
        return balanced;
    }

    /** Whether the party gives only if it receives. */
    boolean bound(int party) {
        return offerOf[party] != NONE && bundleOf[party] != NONE && table.bounds.min[party] > -worth;
    }

    int offerOf(int party) {
        return offerOf[party];
    }

    /** What each pairing is paid. */
    long worth() {
        return worth;
    }
}
