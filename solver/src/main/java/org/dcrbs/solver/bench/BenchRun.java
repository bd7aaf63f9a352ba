package org.dcrbs.solver.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.Progress;

/** Runs a case: each way on each problem, one after the other. */
public final class BenchRun {
    /** Hears what comes of a case while it runs. */
    public interface Listener {
        /** A way is about to begin. */
        void begins(Trial trial, PairingProblem problem, Way way);

        /** All ways are through with a trial. */
        void finished(BenchResult soFar, List<BenchRow> ofTrial);
    }

    private record Attempt(Way way, Outcome outcome, double seconds) {}

    private final BenchCase of;
    private final long seed;
    private final Listener listener;
    private final List<BenchRow> rows = new ArrayList<>();
    private final List<Curve> curves = new ArrayList<>();

    private BenchRun(BenchCase of, long seed, Listener listener) {
        this.of = of;
        this.seed = seed;
        this.listener = listener;
    }

    public static BenchResult run(BenchCase of, long seed, Listener listener) {
        return new BenchRun(of, seed, listener).run();
    }

    private BenchResult run() {
        int done = 0;
        for (Trial trial : of.trials()) {
            List<BenchRow> ofTrial = run(trial);
            rows.addAll(ofTrial);
            done++;
            listener.finished(new BenchResult(of, done, rows, curves), ofTrial);
        }
        return new BenchResult(of, done, rows, curves);
    }

    private List<BenchRow> run(Trial trial) {
        PairingProblem problem = trial.problem().get();
        List<Attempt> attempts = new ArrayList<>();
        for (Way way : of.ways()) {
            listener.begins(trial, problem, way);
            List<Progress> points = new ArrayList<>();
            long start = System.nanoTime();
            Outcome outcome = attempt(way, trial, problem, points);
            attempts.add(new Attempt(way, outcome, (System.nanoTime() - start) / 1e9));
            if (of.charted() && way == Way.SOLVER) {
                curves.add(new Curve(trial.name(), points));
            }
        }
        return rows(trial, problem, attempts);
    }

    private Outcome attempt(Way way, Trial trial, PairingProblem problem, List<Progress> points) {
        try {
            return way.run(problem, trial.time(), seed, points::add);
        } catch (RuntimeException e) {
            return new Outcome.None("FAILED: " + e);
        }
    }

    private static List<BenchRow> rows(Trial trial, PairingProblem problem, List<Attempt> attempts) {
        OptionalLong best = attempts.stream()
                .flatMapToLong(attempt -> bound(attempt).stream())
                .min();
        OptionalLong firstCome = attempts.stream()
                .filter(attempt -> attempt.way() == Way.FIRST_COME)
                .flatMapToLong(attempt -> objective(problem, attempt).stream())
                .findFirst();
        List<BenchRow> rows = new ArrayList<>();
        for (Attempt attempt : attempts) {
            OptionalLong objective = objective(problem, attempt);
            rows.add(new BenchRow(
                    trial.name(),
                    attempt.way().label(),
                    objective,
                    bound(attempt),
                    gap(objective, best),
                    attempt.outcome() instanceof Outcome.Found it ? it.proof() : "",
                    trial.optimum(),
                    attempt.seconds(),
                    ratio(objective, firstCome),
                    attempt.outcome().word()));
        }
        return rows;
    }

    private static OptionalLong bound(Attempt attempt) {
        return attempt.outcome() instanceof Outcome.Found found ? found.bound() : OptionalLong.empty();
    }

    /** Of an answer that keeps the rules; any other's is worth nothing. */
    private static OptionalLong objective(PairingProblem problem, Attempt attempt) {
        return attempt.outcome() instanceof Outcome.Found found && found.feasible()
                ? OptionalLong.of(problem.objective(found.pairings()))
                : OptionalLong.empty();
    }

    private static OptionalDouble gap(OptionalLong objective, OptionalLong bound) {
        return objective.isPresent() && bound.isPresent()
                ? OptionalDouble.of(((double) bound.getAsLong() - objective.getAsLong())
                        / Math.max(1, Math.abs((double) bound.getAsLong())))
                : OptionalDouble.empty();
    }

    private static OptionalDouble ratio(OptionalLong objective, OptionalLong firstCome) {
        return objective.isPresent() && firstCome.isPresent() && objective.getAsLong() > 0 && firstCome.getAsLong() > 0
                ? OptionalDouble.of((double) objective.getAsLong() / firstCome.getAsLong())
                : OptionalDouble.empty();
    }
}
