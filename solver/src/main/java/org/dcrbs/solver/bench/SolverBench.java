package org.dcrbs.solver.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dcrbs.solver.Answer;
import org.dcrbs.solver.GreedyMatcher;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PairingSolver;
import org.dcrbs.solver.ServedBundle;
import org.dcrbs.solver.SolveLimits;
import org.dcrbs.solver.planning.PlainSearch;

/** The same market by different ways, side by side, each measured against the same proven bound. */
public final class SolverBench {
    /** How one way did. */
    public record Row(String way, long objective, long bound, int served, Duration took) {
        /** How far below the bound, as a share of it. */
        public double gap() {
            return ((double) bound - objective) / Math.max(1.0, Math.abs((double) bound));
        }
    }

    private SolverBench() {}

    /** First come first served, OptaPlanner with its own moves, and this solver, each for the same time. */
    public static List<Row> run(PairingProblem problem, SolveLimits limits, long seed) {
        long start = System.nanoTime();
        List<ServedBundle> greedy = GreedyMatcher.match(problem);
        Duration greedyTook = since(start);
        start = System.nanoTime();
        List<ServedBundle> plain = PlainSearch.run(problem, limits, seed);
        Duration plainTook = since(start);
        start = System.nanoTime();
        Answer answer = PairingSolver.solve(problem, limits, seed);
        Duration took = since(start);
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("first come", problem.objective(greedy), answer.bound(), greedy.size(), greedyTook));
        rows.add(new Row("OptaPlanner, own moves", problem.objective(plain), answer.bound(), plain.size(), plainTook));
        rows.add(new Row(
                "this solver",
                answer.objective(),
                answer.bound(),
                answer.pairings().size(),
                took));
        return rows;
    }

    /** The rows as a table to print. */
    public static String table(List<Row> rows) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "%-24s %20s %20s %8s %8s %8s%n", "way", "objective", "bound", "gap", "served", "seconds"));
        for (Row row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-24s %20d %20d %7.2f%% %8d %8.1f%n",
                    row.way(),
                    row.objective(),
                    row.bound(),
                    100 * row.gap(),
                    row.served(),
                    row.took().toMillis() / 1000.0));
        }
        return text.toString();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
