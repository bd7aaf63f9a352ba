package org.dcrbs.solver.table;

import org.dcrbs.solver.PairingProblem;

/**
 * Bundles, lines and candidates as columns, without the candidates that no choice can use: those of the party itself,
 * those larger than the offer, and all of a bundle that has a line without any. The candidates of a bundle that wants
 * one provider are sorted by provider.
 */
public final class PairingTable {
    public final PairingProblem problem;
    public final OfferTable offers;
    public final NetBounds bounds;

    public final int[] bundleParty;
    public final boolean[] sameProvider;
    public final boolean[] distinctProviders;
    public final boolean[] mandatory;
    public final int[] firstLine;

    public final int[] bundleOf;
    public final int[] from;
    public final int[] length;
    public final int[] firstCandidate;

    /** Index in the problem. */
    public final int[] original;

    public final int[] offer;
    public final int[] provider;
    public final long[] surplus;
    public final long[] worth;
    /** First cell taken in the offer's first pool. */
    public final int[] cell;

    public final int[] firstUse;
    public final long[] uses;

    public PairingTable(PairingProblem problem) {
        this(problem, Restriction.of(problem));
    }

    /** The same problem, with some choices made. */
    public PairingTable(PairingProblem problem, Restriction restriction) {
        this.problem = problem;
        offers = new OfferTable(problem.offers());
        int bundles = problem.bundleCount();
        bundleParty = new int[bundles];
        sameProvider = new boolean[bundles];
        distinctProviders = new boolean[bundles];
        mandatory = new boolean[bundles];
        firstLine = new int[bundles + 1];
        bundleOf = new int[problem.lineCount()];
        from = new int[problem.lineCount()];
        length = new int[problem.lineCount()];
        for (int b = 0; b < bundles; b++) {
            bundleParty[b] = problem.bundleParty(b);
            boolean several = problem.firstLine(b + 1) - problem.firstLine(b) > 1;
            sameProvider[b] = problem.sameProvider(b) && several;
            distinctProviders[b] = problem.distinctProviders(b) && several;
            mandatory[b] = problem.mandatory(b) || restriction.served(b);
            firstLine[b + 1] = problem.firstLine(b + 1);
            for (int line = firstLine[b]; line < firstLine[b + 1]; line++) {
                bundleOf[line] = b;
                from[line] = problem.lineFrom(line);
                length[line] = problem.lineUntil(line) - from[line];
            }
        }
        UsableCandidates usable = new UsableCandidates(problem, offers, restriction);
        firstCandidate = usable.firstCandidate();
        original = usable.original();
        int candidates = original.length;
        offer = new int[candidates];
        provider = new int[candidates];
        surplus = new long[candidates];
        worth = new long[candidates];
        cell = new int[candidates];
        firstUse = new int[candidates + 1];
        for (int k = 0; k < candidates; k++) {
            offer[k] = problem.offer(original[k]);
            firstUse[k + 1] = firstUse[k] + offers.pools(offer[k]);
        }
        uses = new long[firstUse[candidates]];
        fillCandidates();
        bounds = new NetBounds(this);
    }

    private void fillCandidates() {
        for (int line = 0; line < lineCount(); line++) {
            for (int k = firstCandidate[line]; k < firstCandidate[line + 1]; k++) {
                int o = offer[k];
                provider[k] = offers.party[o];
                surplus[k] = problem.surplus(original[k]);
                worth[k] = problem.worth(original[k]);
                cell[k] = offers.firstCell[o] + from[line] - offers.from[o];
                for (int i = firstUse[k]; i < firstUse[k + 1]; i++) {
                    uses[i] = problem.use(original[k], i - firstUse[k]);
                }
            }
        }
    }

    public int bundleCount() {
        return bundleParty.length;
    }

    public int lineCount() {
        return bundleOf.length;
    }

    public int candidateCount() {
        return original.length;
    }

    public int partyCount() {
        return problem.parties().size();
    }

    public int lines(int bundle) {
        return firstLine[bundle + 1] - firstLine[bundle];
    }

    /** Where a line's candidate of the problem is in this table. */
    public int find(int line, int candidate) {
        for (int k = firstCandidate[line]; k < firstCandidate[line + 1]; k++) {
            if (original[k] == candidate) {
                return k;
            }
        }
        throw new IllegalArgumentException("candidate " + candidate + " cannot serve line " + line);
    }

    /** The end of the candidates of a line that are of one provider, from the first of them on. */
    public int endOfProvider(int line, int first) {
        int end = first;
        while (end < firstCandidate[line + 1] && provider[end] == provider[first]) {
            end++;
        }
        return end;
    }

    /** Whether some choice could serve the bundle if it were alone. */
    public boolean servable(int bundle) {
        int line = firstLine[bundle];
        return firstCandidate[line] < firstCandidate[line + 1];
    }
}
