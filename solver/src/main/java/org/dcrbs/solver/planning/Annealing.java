package org.dcrbs.solver.planning;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.search.Cooling;
import org.dcrbs.solver.search.Heat;
import org.dcrbs.solver.search.Ranking;
import org.dcrbs.solver.search.Terms;
import org.dcrbs.solver.search.Walk;
import org.optaplanner.core.api.solver.Solver;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.heuristic.selector.move.factory.MoveIteratorFactoryConfig;
import org.optaplanner.core.config.localsearch.LocalSearchPhaseConfig;
import org.optaplanner.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import org.optaplanner.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import org.optaplanner.core.config.score.director.ScoreDirectorFactoryConfig;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.optaplanner.core.config.solver.SolverConfig;
import org.optaplanner.core.config.solver.termination.TerminationConfig;

/** A round of simulated annealing by ejections, carried by OptaPlanner. */
public final class Annealing {
    /** So hot that nothing is refused: a walk has refused what was too bad already. */
    private static final String OPEN = "0hard/" + (1L << 62) + "soft";

    private static final int MOST_AT_ONCE = 1024;

    private final Terms terms;
    private final Ranking ranking;
    private final Heat heat;
    private final long seed;

    public Annealing(Terms terms, Ranking ranking, Heat heat, long seed) {
        this.terms = terms;
        this.ranking = ranking;
        this.heat = heat;
        this.seed = seed;
    }

    /**
     * Makes an allocation better by the terms of this round, which may cross bounds on nets.
     *
     * @param moves how many to try; if it is given, only {@code stop} looks at the time
     * @return how many moves were tried
     */
    public long improve(Allocation allocation, Duration time, OptionalLong moves, BooleanSupplier stop) {
        TerminationConfig termination = new TerminationConfig();
        int stride = (int) Math.min(MOST_AT_ONCE, moves.orElse(MOST_AT_ONCE));
        Cooling cooling;
        if (moves.isPresent()) {
            termination.setScoreCalculationCountLimit(moves.getAsLong() / stride);
            cooling = Cooling.byMoves(heat, moves.getAsLong());
        } else {
            termination.setMillisecondsSpentLimit(Math.max(1, time.toMillis()));
            cooling = Cooling.byTime(heat, (double) time.toNanos());
        }
        Walk walk = new Walk(terms, ranking, heat.doubt(), cooling, stride);
        Solver<Plan> solver = SolverFactory.<Plan>create(config().withTerminationConfig(termination))
                .buildSolver();
        StopWatcher watcher = StopWatcher.start(stop, solver::terminateEarly);
        try {
            Plan start = new Plan(terms, allocation.picks(), List.of(), walk);
            allocation.restore(solver.solve(start).picks());
        } finally {
            watcher.close();
        }
        return walk.moves();
    }

    private SolverConfig config() {
        LocalSearchPhaseConfig search = new LocalSearchPhaseConfig();
        MoveIteratorFactoryConfig moves = new MoveIteratorFactoryConfig();
        moves.setMoveIteratorFactoryClass(WalkMoves.class);
        search.setMoveSelectorConfig(moves);
        LocalSearchAcceptorConfig acceptor = new LocalSearchAcceptorConfig();
        acceptor.setSimulatedAnnealingStartingTemperature(OPEN);
        search.setAcceptorConfig(acceptor);
        LocalSearchForagerConfig forager = new LocalSearchForagerConfig();
        forager.setAcceptedCountLimit(1);
        search.setForagerConfig(forager);
        return new SolverConfig()
                .withSolutionClass(Plan.class)
                .withEntityClasses(BundlePlan.class)
                .withScoreDirectorFactory(
                        new ScoreDirectorFactoryConfig().withIncrementalScoreCalculatorClass(PlanScore.class))
                .withEnvironmentMode(EnvironmentMode.REPRODUCIBLE)
                .withRandomSeed(seed)
                .withPhases(search);
    }
}
