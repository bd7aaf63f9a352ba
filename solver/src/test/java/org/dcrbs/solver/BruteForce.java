package org.dcrbs.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Tries every choice of a tiny problem. Plain on purpose. */
final class BruteForce {
    private final PairingProblem problem;
    private final List<Bundle> bundles;
    private final long[][][] used;
    private final long[] net;
    private final int[] providerOf;
    private boolean any;
    private long best;

    private BruteForce(PairingProblem problem) {
        this.problem = problem;
        bundles = List.copyOf(problem.bundles());
        used = new long[problem.offers().size()][][];
        for (int o = 0; o < used.length; o++) {
            used[o] = new long[problem.offers().get(o).pools().size()][problem.slots()];
        }
        net = new long[problem.parties().size()];
        providerOf = new int[net.length];
        Arrays.fill(providerOf, -1);
    }

    /** The best objective, or nothing if no choice is feasible. */
    static OptionalLong best(PairingProblem problem) {
        BruteForce force = new BruteForce(problem);
        force.bundle(0, 0);
        return force.any ? OptionalLong.of(force.best) : OptionalLong.empty();
    }

    private void bundle(int b, long objective) {
        if (b == bundles.size()) {
            if (netsHold() && cyclesHold() && (!any || objective > best)) {
                any = true;
                best = objective;
            }
            return;
        }
        if (!bundles.get(b).mandatory()) {
            bundle(b + 1, objective);
        }
        line(b, 0, new ArrayList<>(), objective);
    }

    private void line(int b, int i, List<Integer> providers, long objective) {
        Bundle bundle = bundles.get(b);
        if (i == bundle.lines().size()) {
            Set<Integer> different = new HashSet<>(providers);
            if ((!bundle.sameProvider() || different.size() == 1)
                    && (!bundle.distinctProviders() || different.size() == providers.size())) {
                bundle(b + 1, objective);
            }
            return;
        }
        Line line = bundle.lines().get(i);
        for (Candidate candidate : line.candidates()) {
            int provider = problem.offers().get(candidate.offer()).party();
            if (provider == bundle.party()) {
                continue;
            }
            book(candidate, line, bundle.party(), provider, 1);
            if (fits(candidate, line)) {
                List<Integer> more = new ArrayList<>(providers);
                more.add(provider);
                int before = providerOf[bundle.party()];
                providerOf[bundle.party()] = provider;
                line(b, i + 1, more, objective + candidate.value() - candidate.reserve());
                providerOf[bundle.party()] = before;
            }
            book(candidate, line, bundle.party(), provider, -1);
        }
    }

    private void book(Candidate candidate, Line line, int receiver, int provider, int sign) {
        net[receiver] += sign * candidate.worth();
        net[provider] -= sign * candidate.worth();
        for (int pool = 0; pool < candidate.uses().size(); pool++) {
            for (int t = line.from(); t < line.until(); t++) {
                used[candidate.offer()][pool][t] += sign * candidate.uses().get(pool);
            }
        }
    }

    private boolean fits(Candidate candidate, Line line) {
        List<Long> capacity = problem.offers().get(candidate.offer()).pools();
        for (int pool = 0; pool < capacity.size(); pool++) {
            for (int t = line.from(); t < line.until(); t++) {
                if (used[candidate.offer()][pool][t] > capacity.get(pool)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean netsHold() {
        for (int p = 0; p < net.length; p++) {
            PartyBounds bounds = problem.parties().get(p);
            if (net[p] < bounds.netMin().orElse(net[p])
                    || net[p] > bounds.netMax().orElse(net[p])) {
                return false;
            }
        }
        return true;
    }

    private boolean cyclesHold() {
        if (problem.maxCycle().isEmpty()) {
            return true;
        }
        for (int start = 0; start < providerOf.length; start++) {
            Set<Integer> met = new HashSet<>();
            for (int at = start; at >= 0 && met.add(at); ) {
                at = providerOf[at];
            }
            if (met.size() > problem.maxCycle().getAsInt()) {
                return false;
            }
        }
        return true;
    }
}
