package org.dcrbs.solver.planning;

import java.util.ArrayList;
import java.util.List;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.ServedBundle;
import org.dcrbs.solver.SolveLimits;
import org.dcrbs.solver.table.PairingTable;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.score.director.ScoreDirectorFactoryConfig;
import org.optaplanner.core.config.solver.SolverConfig;

/**
 * OptaPlanner as one would first think of it: an entity is a line, its variable one of its candidates; default
 * construction and moves. Its score is kept incrementally, which is several times as fast as constraint streams.
 */
public final class LineSearch {
    private LineSearch() {}

    /** What is served whole. Rules that the search could not meet, such as mandatory bundles, may be missed. */
    public static List<ServedBundle> run(PairingProblem problem, SolveLimits limits, long seed) {
        PairingTable table = new PairingTable(problem);
        SolverConfig config = new SolverConfig()
                .withSolutionClass(LinePlan.class)
                .withEntityClasses(LineChoice.class)
                .withScoreDirectorFactory(
                        new ScoreDirectorFactoryConfig().withIncrementalScoreCalculatorClass(LineScore.class))
                .withRandomSeed(seed)
                .withTerminationConfig(PlainSearch.termination(limits));
        LinePlan best = SolverFactory.<LinePlan>create(config).buildSolver().solve(LinePlan.of(table));
        List<ServedBundle> served = new ArrayList<>();
        for (int b = 0; b < table.bundleCount(); b++) {
            List<Integer> picks = new ArrayList<>();
            for (int line = table.firstLine[b]; line < table.firstLine[b + 1]; line++) {
                Integer pick = best.getChoices().get(line).getPick();
                if (pick != null) {
                    picks.add(table.original[pick] - problem.firstCandidate(line));
                }
            }
            if (picks.size() == table.lines(b)) {
                served.add(new ServedBundle(b, picks));
            }
        }
        return served;
    }
}
