package org.dcrbs.solver.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.bench.StandardMarket;
import org.dcrbs.solver.search.Terms;
import org.dcrbs.solver.table.PairingTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import org.optaplanner.core.api.score.stream.ConstraintStreamImplType;
import org.optaplanner.core.api.solver.SolutionManager;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.score.director.ScoreDirectorFactoryConfig;
import org.optaplanner.core.config.solver.SolverConfig;

/** The fast score against the rules that it must come to. */
class PlanScoreTest {
    private static final SolutionManager<Plan, HardSoftLongScore> RULES =
            SolutionManager.create(SolverFactory.<Plan>create(new SolverConfig()
                    .withSolutionClass(Plan.class)
                    .withEntityClasses(BundlePlan.class)
                    .withScoreDirectorFactory(new ScoreDirectorFactoryConfig()
                            .withConstraintProviderClass(PairingRules.class)
                            .withConstraintStreamImplType(ConstraintStreamImplType.BAVET))));

    @ParameterizedTest
    @CsvSource({"1, TIGHT", "2, CREDIT", "3, CAPACITY", "4, TIGHT", "5, CREDIT", "6, CAPACITY"})
    void bothScoresAgreeOnRandomPlansHoweverInfeasible(long seed, StandardMarket.Money money) {
        PairingProblem problem = StandardMarket.of(120, seed, money);
        PairingTable table = new PairingTable(problem);
        Terms terms = new Terms(table, 0.7, 50);
        SplittableRandom random = new SplittableRandom(seed);
        Plan plan = new Plan(terms, emptyPicks(table), List.of(), null);
        PlanScore score = new PlanScore();
        score.resetWorkingSolution(plan);
        for (int change = 0; change < 300; change++) {
            BundlePlan bundle = plan.getBundles().get(random.nextInt(table.bundleCount()));
            score.beforeVariableChanged(bundle, BundlePlan.SERVING);
            bundle.setServing(
                    table.servable(bundle.getBundle()) && random.nextInt(4) > 0
                            ? randomServing(table, bundle.getBundle(), random)
                            : null);
            score.afterVariableChanged(bundle, BundlePlan.SERVING);
            if (change % 60 == 0) {
                assertThat(score.calculateScore()).isEqualTo(byRules(terms, plan));
            }
        }
        assertThat(score.calculateScore()).isEqualTo(byRules(terms, plan));
    }

    private static HardSoftLongScore byRules(Terms terms, Plan plan) {
        return RULES.update(new Plan(terms, plan.picks(), List.of(), null));
    }

    private static int[] emptyPicks(PairingTable table) {
        int[] picks = new int[table.lineCount()];
        Arrays.fill(picks, -1);
        return picks;
    }

    private static Serving randomServing(PairingTable table, int bundle, SplittableRandom random) {
        List<Integer> picks = new ArrayList<>();
        for (int line = table.firstLine[bundle]; line < table.firstLine[bundle + 1]; line++) {
            int from = table.firstCandidate[line];
            picks.add(from + random.nextInt(table.firstCandidate[line + 1] - from));
        }
        return new Serving(picks.stream().mapToInt(k -> k).toArray());
    }
}
