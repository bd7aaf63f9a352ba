package org.dcrbs.solver.bench;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.dcrbs.solver.Answer;
import org.dcrbs.solver.GreedyMatcher;
import org.dcrbs.solver.NoFeasibleAnswerException;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PairingSolver;
import org.dcrbs.solver.ServedBundle;
import org.dcrbs.solver.SolveLimits;
import org.dcrbs.solver.SolveProgress;
import org.dcrbs.solver.cycles.CyclePacking;
import org.dcrbs.solver.planning.LineSearch;
import org.dcrbs.solver.planning.PlainSearch;

/** The ways to solve a problem that are held against each other. */
public enum Way {
    /** Bundles in the order of the problem, each at its best candidates that still fit. */
    FIRST_COME("first come") {
        @Override
        Outcome run(PairingProblem problem, Duration time, long seed, SolveProgress progress) {
            return checked(problem, GreedyMatcher.match(problem));
        }
    },

    /** OptaPlanner with the model that comes to mind first. */
    PLANNER_LINES("OptaPlanner, lines") {
        @Override
        Outcome run(PairingProblem problem, Duration time, long seed, SolveProgress progress) {
            return problem.maxCycle().isPresent()
                    ? new Outcome.None("not tried: a choice for a line cannot see its cycle")
                    : checked(problem, LineSearch.run(problem, limits(time), seed));
        }
    },

    /** OptaPlanner with a choice of packages, or of cycles in a swap market, and its own moves. */
    PLANNER_PACKAGES("OptaPlanner, packages") {
        @Override
        Outcome run(PairingProblem problem, Duration time, long seed, SolveProgress progress) {
            if (problem.maxCycle().isEmpty()) {
                return checked(problem, PlainSearch.run(problem, limits(time), seed));
            }
            CyclePacking packing = new CyclePacking(problem);
            return packing.problem().bundleCount() == 0
                    ? checked(problem, List.of())
                    : checked(problem, packing.pairings(PlainSearch.run(packing.problem(), limits(time), seed)));
        }
    },

    /** The whole problem handed to CP-SAT. */
    CP_SAT("CP-SAT alone") {
        @Override
        Outcome run(PairingProblem problem, Duration time, long seed, SolveProgress progress) {
            return CpSatAlone.run(problem, time, seed);
        }
    },

    /** This solver. */
    SOLVER("this solver") {
        @Override
        Outcome run(PairingProblem problem, Duration time, long seed, SolveProgress progress) {
            SolveLimits limits = limits(time).withThreads(Runtime.getRuntime().availableProcessors());
            try {
                Answer answer = PairingSolver.solve(problem, limits, seed, progress, () -> false);
                return Outcome.Found.of(
                        answer.pairings(),
                        OptionalLong.of(answer.bound()),
                        answer.proof().word(),
                        Checked.of(problem, answer));
            } catch (NoFeasibleAnswerException e) {
                return new Outcome.None(e.proven() ? "nothing is feasible, proven" : "found nothing feasible");
            }
        }
    };

    private final String label;

    Way(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    abstract Outcome run(PairingProblem problem, Duration time, long seed, SolveProgress progress);

    private static Outcome checked(PairingProblem problem, List<ServedBundle> pairings) {
        return Outcome.Found.of(pairings, OptionalLong.empty(), "", Checked.of(problem, pairings));
    }

    private static SolveLimits limits(Duration time) {
        return new SolveLimits(time, OptionalLong.empty(), 0, 1);
    }
}
