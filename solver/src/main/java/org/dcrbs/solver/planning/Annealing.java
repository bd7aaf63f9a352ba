package org.dcrbs.solver.planning;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.dcrbs.solver.search.Allocation;
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
import org.optaplanner.core.impl.solver.DefaultSolver;

/** A round of simulated annealing by ejection moves, carried by OptaPlanner. */
public final class Annealing {
    private final Terms terms;
    private final long temperature;
    private final long seed;

    /**
     * @param temperature a loss that is accepted about one time in three at the start; it cools to nothing
     */
    public Annealing(Terms terms, long temperature, long seed) {
        this.terms = terms;
        this.temperature = Math.max(1, temperature);
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
        if (moves.isPresent()) {
            termination.setScoreCalculationCountLimit(moves.getAsLong());
        } else {
            termination.setMillisecondsSpentLimit(Math.max(1, time.toMillis()));
        }
        Solver<Plan> solver = SolverFactory.<Plan>create(config().withTerminationConfig(termination))
                .buildSolver();
        StopWatcher watcher = StopWatcher.start(stop, solver::terminateEarly);
        try {
            allocation.restore(
                    solver.solve(new Plan(terms, allocation.picks(), List.of())).picks());
        } finally {
            watcher.close();
        }
        return ((DefaultSolver<Plan>) solver).getSolverScope().getScoreCalculationCount();
    }

    private SolverConfig config() {
        LocalSearchPhaseConfig search = new LocalSearchPhaseConfig();
        MoveIteratorFactoryConfig moves = new MoveIteratorFactoryConfig();
        moves.setMoveIteratorFactoryClass(EjectionMoves.class);
        search.setMoveSelectorConfig(moves);
        LocalSearchAcceptorConfig acceptor = new LocalSearchAcceptorConfig();
        acceptor.setSimulatedAnnealingStartingTemperature("0hard/" + temperature + "soft");
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
