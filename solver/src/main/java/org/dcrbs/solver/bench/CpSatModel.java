package org.dcrbs.solver.bench;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.LinearArgument;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.dcrbs.solver.PairingOffer;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PartyBounds;

/** A pairing problem as CP-SAT states it: a Boolean for each candidate and for each bundle. */
final class CpSatModel {
    /** Bounds beyond this count as none: huge domains slow the solver down. */
    private static final long FAR = 1L << 50;

    private final PairingProblem problem;
    private final CpModel model = new CpModel();
    private final BoolVar[] choices;
    private final BoolVar[] served;
    private final int[] lineOf;

    private CpSatModel(PairingProblem problem) {
        this.problem = problem;
        choices = new BoolVar[problem.candidateCount()];
        served = new BoolVar[problem.bundleCount()];
        lineOf = new int[choices.length];
    }

    static CpSatModel of(PairingProblem problem) {
        CpSatModel built = new CpSatModel(problem);
        for (int b = 0; b < problem.bundleCount(); b++) {
            built.bundle(b);
        }
        built.pools();
        built.nets();
        long[] surplus = new long[built.choices.length];
        for (int k = 0; k < surplus.length; k++) {
            surplus[k] = problem.surplus(k);
        }
        built.model.maximize(LinearExpr.weightedSum(built.choices, surplus));
        return built;
    }

    CpModel model() {
        return model;
    }

    BoolVar choice(int candidate) {
        return choices[candidate];
    }

    private void bundle(int b) {
        served[b] = model.newBoolVar("");
        if (problem.mandatory(b)) {
            model.addEquality(served[b], 1);
        }
        for (int line = problem.firstLine(b); line < problem.firstLine(b + 1); line++) {
            List<LinearArgument> ofLine = new ArrayList<>();
            for (int k = problem.firstCandidate(line); k < problem.firstCandidate(line + 1); k++) {
                choices[k] = model.newBoolVar("");
                lineOf[k] = line;
                ofLine.add(choices[k]);
                if (problem.provider(k) == problem.bundleParty(b)) {
                    model.addEquality(choices[k], 0);
                }
            }
            model.addEquality(LinearExpr.sum(ofLine.toArray(LinearArgument[]::new)), served[b]);
        }
        if (problem.sameProvider(b) || problem.distinctProviders(b)) {
            providers(b);
        }
    }

    /** A Boolean for each provider: whether it serves; then it serves every line, or none but one. */
    private void providers(int b) {
        Map<Integer, List<List<LinearArgument>>> byProvider = new HashMap<>();
        int first = problem.firstLine(b);
        int lines = problem.firstLine(b + 1) - first;
        for (int k = problem.firstCandidate(first); k < problem.firstCandidate(first + lines); k++) {
            List<List<LinearArgument>> ofProvider =
                    byProvider.computeIfAbsent(problem.provider(k), provider -> emptyLists(lines));
            ofProvider.get(lineOf[k] - first).add(choices[k]);
        }
        for (List<List<LinearArgument>> ofProvider : byProvider.values()) {
            if (problem.sameProvider(b)) {
                BoolVar serves = model.newBoolVar("");
                ofProvider.forEach(
                        ofLine -> model.addEquality(LinearExpr.sum(ofLine.toArray(LinearArgument[]::new)), serves));
            }
            if (problem.distinctProviders(b)) {
                LinearArgument[] all = ofProvider.stream().flatMap(List::stream).toArray(LinearArgument[]::new);
                model.addLessOrEqual(LinearExpr.sum(all), 1);
            }
        }
    }

    private static List<List<LinearArgument>> emptyLists(int count) {
        List<List<LinearArgument>> lists = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lists.add(new ArrayList<>());
        }
        return lists;
    }

    private void pools() {
        List<List<Integer>> byOffer = new ArrayList<>();
        problem.offers().forEach(offer -> byOffer.add(new ArrayList<>()));
        for (int k = 0; k < choices.length; k++) {
            byOffer.get(problem.offer(k)).add(k);
        }
        for (int o = 0; o < byOffer.size(); o++) {
            // A pool is fullest where some line begins.
            TreeSet<Integer> begins = new TreeSet<>();
            byOffer.get(o).forEach(k -> begins.add(problem.lineFrom(lineOf[k])));
            for (int slot : begins) {
                List<Integer> there = byOffer.get(o).stream()
                        .filter(k -> problem.lineFrom(lineOf[k]) <= slot && slot < problem.lineUntil(lineOf[k]))
                        .toList();
                pools(problem.offers().get(o), there);
            }
        }
    }

    private void pools(PairingOffer offer, List<Integer> candidates) {
        for (int pool = 0; pool < offer.pools().size(); pool++) {
            LinearExprBuilder used = LinearExpr.newBuilder();
            long most = 0;
            for (int k : candidates) {
                used.addTerm(choices[k], problem.use(k, pool));
                most += problem.use(k, pool);
            }
            if (most > offer.pools().get(pool)) {
                model.addLessOrEqual(used, offer.pools().get(pool));
            }
        }
    }

    private void nets() {
        List<LinearExprBuilder> nets = new ArrayList<>();
        problem.parties().forEach(party -> nets.add(LinearExpr.newBuilder()));
        for (int b = 0; b < served.length; b++) {
            int receiver = problem.bundleParty(b);
            int first = problem.firstCandidate(problem.firstLine(b));
            int end = problem.firstCandidate(problem.firstLine(b + 1));
            for (int k = first; k < end; k++) {
                if (problem.provider(k) != receiver) {
                    nets.get(receiver).addTerm(choices[k], problem.worth(k));
                    nets.get(problem.provider(k)).addTerm(choices[k], -problem.worth(k));
                }
            }
        }
        for (int p = 0; p < nets.size(); p++) {
            PartyBounds bounds = problem.parties().get(p);
            long least = Math.max(-FAR, bounds.netMin().orElse(-FAR));
            long most = Math.min(FAR, bounds.netMax().orElse(FAR));
            if (least > -FAR || most < FAR) {
                model.addLinearConstraint(nets.get(p), least, most);
            }
        }
    }
}
