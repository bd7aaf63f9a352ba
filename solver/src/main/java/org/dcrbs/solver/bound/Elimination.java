package org.dcrbs.solver.bound;

import java.util.Arrays;
import java.util.BitSet;
import org.dcrbs.solver.table.PairingTable;

/**
 * Finds the candidates that no choice better than a known one can use: the bound, less what it costs its bundle to be
 * served by such a candidate, is no more than what is known (reduced cost fixing; Dantzig, Fulkerson and Johnson 1954).
 */
public final class Elimination {
    private final PairingTable table;
    private final CertifiedBound certificate;
    /** What a bundle may lose against its best package, in ticks. */
    private final long slack;

    private final BitSet barred = new BitSet();

    private Elimination(PairingTable table, CertifiedBound certificate, long reached) {
        this.table = table;
        this.certificate = certificate;
        slack = Math.subtractExact(certificate.inTicks(), Math.addExact(reached, 1) << certificate.tick());
    }

    /**
     * The candidates, by their indexes in the problem, without which every choice of more than {@code reached} is left.
     *
     * @param reached the objective of a choice that keeps every rule
     */
    public static BitSet of(PairingTable table, CertifiedBound certificate, long reached) {
        Elimination elimination = new Elimination(table, certificate, reached);
        for (int b = 0; b < table.bundleCount(); b++) {
            if (table.servable(b)) {
                elimination.look(b);
            }
        }
        return elimination.barred;
    }

    private void look(int bundle) {
        int first = table.firstLine[bundle];
        int end = table.firstLine[bundle + 1];
        long best = certificate.best(bundle);
        long counted = table.mandatory[bundle] ? best : Math.max(0, best);
        if (!table.sameProvider[bundle]) {
            for (int line = first; line < end; line++) {
                look(line, table.firstCandidate[line], table.firstCandidate[line + 1], counted - best);
            }
            return;
        }
        int[] from = Arrays.copyOfRange(table.firstCandidate, first, end);
        while (from[0] < table.firstCandidate[first + 1]) {
            int[] until = new int[from.length];
            long ofProvider = 0;
            for (int i = 0; i < from.length; i++) {
                until[i] = table.endOfProvider(first + i, from[i]);
                ofProvider = Math.addExact(ofProvider, certificate.bestIn(first + i, from[i], until[i]));
            }
            for (int i = 0; i < from.length; i++) {
                look(first + i, from[i], until[i], counted - ofProvider);
            }
            from = until;
        }
    }

    /**
     * Looks through candidates of a line that go with the same others.
     *
     * @param behind by how much the bundle's best package with any of them is behind what it is counted with
     */
    private void look(int line, int from, int until, long behind) {
        long best = certificate.bestIn(line, from, until);
        for (int k = from; k < until; k++) {
            if (Math.addExact(behind, Math.subtractExact(best, certificate.reduced(line, k))) > slack) {
                barred.set(table.original[k]);
            }
        }
    }
}
