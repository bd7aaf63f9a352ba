package org.dcrbs.solver.cpsat;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.Literal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.table.PairingTable;

/**
 * Some bundles' choice as a model for CP-SAT, beside what an allocation holds already: one variable for each candidate
 * that still fits.
 */
final class PairingModel {
    /** Sums of what is maximised stay below this, so that CP-SAT's doubles hold every one with bits to spare. */
    private static final long LARGEST_SUM = 1L << 48;

    private final PairingTable table;
    private final Allocation rest;
    private final int[] bundles;
    private final CpModel model = new CpModel();
    private final Map<Integer, BoolVar> chosen = new TreeMap<>();
    private final int shift;

    /**
     * @param rest what stays as it is; serves none of the bundles
     */
    PairingModel(Allocation rest, int[] bundles) {
        this.rest = rest;
        this.table = rest.table();
        this.bundles = bundles.clone();
        shift = shift();
        LinearExprBuilder objective = LinearExpr.newBuilder();
        Map<Integer, LinearExprBuilder> nets = new TreeMap<>();
        for (int bundle : bundles) {
            addBundle(bundle);
        }
        chosen.forEach((k, x) -> objective.addTerm(x, scaled(table.surplus[k])));
        for (int bundle : bundles) {
            for (int line = table.firstLine[bundle]; line < table.firstLine[bundle + 1]; line++) {
                addToNets(nets, line);
            }
        }
        nets.forEach((party, net) -> model.addLinearConstraint(
                net, table.bounds.min[party] - rest.net(party), table.bounds.max[party] - rest.net(party)));
        new PoolRows(rest, bundles, chosen).addTo(model);
        model.maximize(objective);
    }

    CpModel model() {
        return model;
    }

    /** Suggests an allocation's choices to start from, as far as they are open; its table may have more candidates. */
    void hint(Allocation start) {
        for (int bundle : bundles) {
            for (int line = table.firstLine[bundle]; line < table.firstLine[bundle + 1]; line++) {
                int pick = start.pick(line);
                int picked = pick < 0 ? pick : start.table().original[pick];
                for (int k = table.firstCandidate[line]; k < table.firstCandidate[line + 1]; k++) {
                    BoolVar x = chosen.get(k);
                    if (x != null) {
                        model.addHint(x, table.original[k] == picked);
                    }
                }
            }
        }
    }

    /** The rest, and with it what a solution chooses. */
    Allocation allocation(Predicate<BoolVar> solution) {
        Allocation allocation = new Allocation(table);
        allocation.restore(rest.picks());
        for (int bundle : bundles) {
            int[] picks = new int[table.lines(bundle)];
            Arrays.fill(picks, -1);
            for (int i = 0; i < picks.length; i++) {
                int line = table.firstLine[bundle] + i;
                for (int k = table.firstCandidate[line]; k < table.firstCandidate[line + 1]; k++) {
                    BoolVar x = chosen.get(k);
                    picks[i] = x != null && solution.test(x) ? k : picks[i];
                }
            }
            if (picks[0] >= 0) {
                allocation.serve(bundle, picks);
            }
        }
        return allocation;
    }

    /** A bound on the model's objective as one on the problem's: CP-SAT counts in doubles, rounded here to be safe. */
    long bound(double bestBound) {
        if (!(Math.abs(bestBound) <= LARGEST_SUM)) {
            return Long.MAX_VALUE;
        }
        return ((long) Math.ceil(bestBound - 0.25) << shift) + rest.surplus();
    }

    private long scaled(long surplus) {
        return -(-surplus >> shift);
    }

    /** By how many bits surpluses must shrink; rounded up, they still bound what the true ones come to. */
    private int shift() {
        long sum = 0;
        for (int bundle : bundles) {
            for (int line = table.firstLine[bundle]; line < table.firstLine[bundle + 1]; line++) {
                long largest = 0;
                for (int k = table.firstCandidate[line]; k < table.firstCandidate[line + 1]; k++) {
                    largest = Math.max(largest, Math.abs(table.surplus[k]));
                }
                sum += largest;
            }
        }
        int bits = 0;
        while (sum >> bits >= LARGEST_SUM - table.lineCount()) {
            bits++;
        }
        return bits;
    }

    private void addBundle(int bundle) {
        int first = table.firstLine[bundle];
        int end = table.firstLine[bundle + 1];
        List<List<Integer>> fitting = new ArrayList<>();
        for (int line = first; line < end; line++) {
            List<Integer> ofLine = new ArrayList<>();
            for (int k = table.firstCandidate[line]; k < table.firstCandidate[line + 1]; k++) {
                if (rest.fits(line, k)) {
                    ofLine.add(k);
                }
            }
            fitting.add(ofLine);
        }
        boolean open = fitting.stream().noneMatch(List::isEmpty);
        if (!open && !table.mandatory[bundle]) {
            return;
        }
        fitting.forEach(ofLine -> ofLine.forEach(k -> chosen.put(k, model.newBoolVar(""))));
        BoolVar served = model.newBoolVar("");
        if (table.mandatory[bundle]) {
            model.addEquality(served, 1);
        }
        if (table.sameProvider[bundle]) {
            servedByOne(served, fitting);
        } else {
            fitting.forEach(ofLine -> exactlyOneIf(served, ofLine));
        }
        if (table.distinctProviders[bundle]) {
            byProvider(fitting.stream().flatMap(List::stream).toList())
                    .values()
                    .forEach(ofProvider -> model.addAtMostOne(literals(ofProvider)));
        }
    }

    private void servedByOne(BoolVar served, List<List<Integer>> fitting) {
        Map<Integer, BoolVar> providers = new TreeMap<>();
        fitting.forEach(ofLine -> byProvider(ofLine)
                .keySet()
                .forEach(provider -> providers.computeIfAbsent(provider, p -> model.newBoolVar(""))));
        providers.forEach((provider, gives) ->
                fitting.forEach(ofLine -> exactlyOneIf(gives, byProvider(ofLine).getOrDefault(provider, List.of()))));
        List<Literal> one = new ArrayList<>(providers.values());
        one.add(served.not());
        model.addExactlyOne(one);
    }

    private void exactlyOneIf(BoolVar condition, List<Integer> candidates) {
        List<Literal> one = literals(candidates);
        one.add(condition.not());
        model.addExactlyOne(one);
    }

    private List<Literal> literals(List<Integer> candidates) {
        List<Literal> literals = new ArrayList<>();
        candidates.forEach(k -> literals.add(chosen.get(k)));
        return literals;
    }

    private Map<Integer, List<Integer>> byProvider(List<Integer> candidates) {
        Map<Integer, List<Integer>> byProvider = new TreeMap<>();
        candidates.forEach(k -> byProvider
                .computeIfAbsent(table.provider[k], p -> new ArrayList<>())
                .add(k));
        return byProvider;
    }

    private void addToNets(Map<Integer, LinearExprBuilder> nets, int line) {
        for (int k = table.firstCandidate[line]; k < table.firstCandidate[line + 1]; k++) {
            BoolVar x = chosen.get(k);
            if (x != null) {
                addToNet(nets, table.bundleParty[table.bundleOf[line]], x, table.worth[k]);
                addToNet(nets, table.provider[k], x, -table.worth[k]);
            }
        }
    }

    private void addToNet(Map<Integer, LinearExprBuilder> nets, int party, BoolVar x, long worth) {
        if (table.bounds.hasMin(party) || table.bounds.hasMax(party)) {
            nets.computeIfAbsent(party, p -> LinearExpr.newBuilder()).addTerm(x, worth);
        }
    }
}
