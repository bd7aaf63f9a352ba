package org.dcrbs.solver.planning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.ServedBundle;
import org.dcrbs.solver.SolveLimits;
import org.dcrbs.solver.bound.PriceScales;
import org.dcrbs.solver.bound.Prices;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.search.Packages;
import org.dcrbs.solver.search.Repair;
import org.dcrbs.solver.table.PairingTable;
import org.optaplanner.core.api.score.stream.ConstraintStreamImplType;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.constructionheuristic.ConstructionHeuristicPhaseConfig;
import org.optaplanner.core.config.localsearch.LocalSearchPhaseConfig;
import org.optaplanner.core.config.score.director.ScoreDirectorFactoryConfig;
import org.optaplanner.core.config.solver.SolverConfig;
import org.optaplanner.core.config.solver.termination.TerminationConfig;

/**
 * OptaPlanner as it comes: {@link PairingRules} scored by constraint streams, a choice of a few good packages a bundle,
 * its own construction and moves. What the moves, prices and rounds of this project are measured against.
 */
public final class PlainSearch {
    private static final int PACKAGES = 20;
    private static final int MOST_TRIED = 2_000;
    private static final double HARDNESS = 20;

    private PlainSearch() {}

    public static List<ServedBundle> run(PairingProblem problem, SolveLimits limits, long seed) {
        PairingTable table = new PairingTable(problem);
        PriceScales scales = new PriceScales(table);
        Terms terms =
                new Terms(table, new Prices(table), HARDNESS * scales.net(), (long) (HARDNESS * scales.surplus()) + 1);
        List<List<Serving>> ranges = new ArrayList<>();
        for (int b = 0; b < table.bundleCount(); b++) {
            ranges.add(bestPackages(table, b));
        }
        int[] nothing = new int[table.lineCount()];
        Arrays.fill(nothing, -1);
        Plan best =
                SolverFactory.<Plan>create(config(limits, seed)).buildSolver().solve(new Plan(terms, nothing, ranges));
        Allocation allocation = new Allocation(table);
        allocation.restore(best.picks());
        new Repair(allocation).run();
        return allocation.pairings();
    }

    private static SolverConfig config(SolveLimits limits, long seed) {
        return new SolverConfig()
                .withSolutionClass(Plan.class)
                .withEntityClasses(BundlePlan.class)
                .withScoreDirectorFactory(new ScoreDirectorFactoryConfig()
                        .withConstraintProviderClass(PairingRules.class)
                        .withConstraintStreamImplType(ConstraintStreamImplType.BAVET))
                .withRandomSeed(seed)
                .withTerminationConfig(termination(limits))
                .withPhases(new ConstructionHeuristicPhaseConfig(), new LocalSearchPhaseConfig());
    }

    static TerminationConfig termination(SolveLimits limits) {
        TerminationConfig termination = new TerminationConfig();
        termination.setMillisecondsSpentLimit(limits.time().toMillis());
        limits.steps().ifPresent(termination::setScoreCalculationCountLimit);
        return termination;
    }

    private static List<Serving> bestPackages(PairingTable table, int bundle) {
        List<Serving> found = new ArrayList<>();
        if (table.servable(bundle)) {
            new Packages(table).forEach(bundle, picks -> {
                found.add(new Serving(picks));
                return found.size() < MOST_TRIED;
            });
        }
        found.sort(Comparator.comparingLong(serving -> -surplus(table, serving)));
        return List.copyOf(found.subList(0, Math.min(PACKAGES, found.size())));
    }

    private static long surplus(PairingTable table, Serving serving) {
        return serving.stream().mapToLong(k -> table.surplus[k]).sum();
    }
}
