package org.dcrbs.solver.bound;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.dcrbs.solver.table.PairingTable;

/**
 * The bound that claims prove: bundles take the packages they claim most for, offers fill their pools with the
 * candidates that leave them most, and neither asks the other (Lagrangian decomposition, Guignard and Kim 1987). Summed
 * in whole numbers of ticks and rounded up, so that every evaluation is a proof.
 *
 * <p>An offer whose knapsack is too large to search counts with what its candidates leave it at the capacity prices of
 * the linear bound, which is never less.
 */
final class KnapsackDual {
    private static final int NOBODY = -1;
    /** Offers to fill between two looks at whether to stop. */
    private static final int OFFERS_AT_A_TIME = 256;

    final ClaimGroups groups;
    /** By claim group; to be set before an evaluation. */
    final long[] claims;
    /** By party, in 2^-{@link org.dcrbs.solver.DualPrices#NET_SCALE}; to be set before an evaluation. */
    final long[] net;
    /** By candidate: whether its offer took it. */
    final boolean[] taken;
    /** By bundle: the group that it took among those of its first line, or -1. */
    private final int[] chosen;

    private final PairingTable table;
    private final CertifiedBound linear;
    private final OfferKnapsack knapsack;
    private final OfferCandidates candidates;
    /** By offer: what its capacity is worth at the prices of the linear bound. */
    private final long[] scarcity;
    /** By place among the offers' candidates: what the capacity taken costs at those prices. */
    private final long[] charge;

    KnapsackDual(PairingTable table, CertifiedBound linear) {
        this.table = table;
        this.linear = linear;
        groups = new ClaimGroups(table);
        claims = new long[groups.count()];
        net = linear.netPrices();
        taken = new boolean[table.candidateCount()];
        chosen = new int[table.bundleCount()];
        candidates = new OfferCandidates(table, groups);
        knapsack = new OfferKnapsack(table.offers, candidates);
        scarcity = new long[table.offers.count()];
        charge = new long[table.candidateCount()];
        for (int o = 0; o < scarcity.length; o++) {
            scarcity[o] = linear.scarcity(o);
            for (int i = candidates.first[o]; i < candidates.first[o + 1]; i++) {
                charge[i] = linear.charge(candidates.line[i], candidates.candidate[i]);
            }
        }
        claimWhatPricesLeave();
    }

    /** Starts no worse than the linear bound: a line claims what its best candidate is worth at the prices. */
    private void claimWhatPricesLeave() {
        Arrays.fill(claims, Long.MIN_VALUE);
        for (int line = 0; line < table.lineCount(); line++) {
            for (int k = table.firstCandidate[line]; k < table.firstCandidate[line + 1]; k++) {
                int group = groups.of[k];
                claims[group] = Math.max(claims[group], linear.reduced(line, k));
            }
        }
        claimMore();
    }

    /** Raises the claims of packages that are not taken until they tie with what is; that costs the bundles nothing. */
    void claimMore() {
        for (int b = 0; b < table.bundleCount(); b++) {
            if (!table.servable(b) || (table.mandatory[b] && !table.sameProvider[b])) {
                continue;
            }
            long worth = worth(b);
            int lines = table.lines(b);
            for (int choice = 0; choice < choices(b); choice++) {
                long missing = worth - claim(b, choice);
                for (int line = table.firstLine[b]; missing > 0 && line < table.firstLine[b + 1]; line++) {
                    claims[groups.first[line] + choice] += 1 + (missing - 1) / lines;
                }
            }
        }
    }

    /**
     * The bound, in ticks; {@link Long#MAX_VALUE} if it was stopped.
     *
     * @param nodes how many each offer's knapsack may take
     */
    long evaluate(int nodes, BooleanSupplier stop) {
        long sum = linear.netScarcity(net);
        for (int b = 0; b < table.bundleCount(); b++) {
            chosen[b] = NOBODY;
            if (table.servable(b)) {
                sum = Math.addExact(sum, worth(b));
            }
        }
        for (int o = 0; o < table.offers.count(); o++) {
            if (o % OFFERS_AT_A_TIME == 0 && stop.getAsBoolean()) {
                return Long.MAX_VALUE;
            }
            sum = Math.addExact(sum, gain(o, nodes));
        }
        return sum;
    }

    /** Whether the bundle took a package with this group of one of its lines. */
    boolean chosen(int line, int group) {
        return chosen[table.bundleOf[line]] == group - groups.first[line];
    }

    private int choices(int bundle) {
        int line = table.firstLine[bundle];
        return groups.first[line + 1] - groups.first[line];
    }

    private long claim(int bundle, int choice) {
        long sum = 0;
        for (int line = table.firstLine[bundle]; line < table.firstLine[bundle + 1]; line++) {
            sum = Math.addExact(sum, claims[groups.first[line] + choice]);
        }
        return sum;
    }

    /** What the bundle claims for its best package; nothing if that is better and allowed. */
    private long worth(int bundle) {
        long most = table.mandatory[bundle] ? Long.MIN_VALUE : 0;
        for (int choice = 0; choice < choices(bundle); choice++) {
            long claim = claim(bundle, choice);
            if (claim > most) {
                most = claim;
                chosen[bundle] = choice;
            }
        }
        return most;
    }

    private long gain(int offer, int nodes) {
        knapsack.open(offer, scarcity[offer]);
        boolean small = true;
        for (int i = candidates.first[offer]; i < candidates.first[offer + 1]; i++) {
            taken[candidates.candidate[i]] = false;
            long left = left(offer, i);
            small &= left <= 0 || knapsack.add(i, left, charge[i]);
        }
        if (!small) {
            return atPrices(offer);
        }
        boolean exact = knapsack.fill(nodes);
        knapsack.mark(taken);
        return exact ? knapsack.gain() : knapsack.ceiling();
    }

    /** What a candidate leaves its offer after its claim. */
    private long left(int offer, int i) {
        long price = net[candidates.taker[i]] - net[table.offers.party[offer]];
        long afterNet = linear.afterNet(candidates.surplus[i], candidates.worth[i], price);
        return Math.subtractExact(afterNet, claims[candidates.group[i]]);
    }

    private long atPrices(int offer) {
        long sum = scarcity[offer];
        for (int i = candidates.first[offer]; i < candidates.first[offer + 1]; i++) {
            sum = Math.addExact(sum, Math.max(0, Math.subtractExact(left(offer, i), charge[i])));
        }
        return sum;
    }
}
