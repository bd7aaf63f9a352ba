package org.dcrbs.solver.importing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dcrbs.solver.Bundle;
import org.dcrbs.solver.Candidate;
import org.dcrbs.solver.Line;
import org.dcrbs.solver.PairingOffer;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PartyBounds;

/**
 * Assignment and generalised assignment in the files of the OR-Library and its successors: an agent is an offer with one
 * capacity, a job a mandatory bundle of one line, a cell a candidate with its own value and its own use.
 */
public final class AssignmentImporter {
    private static final int MOST = 100_000;
    private static final long MOST_CELLS = 20_000_000;

    /** What a cell's number means. */
    public enum Goal {
        /** A cost: the objective is the negated sum of costs. */
        LEAST_COST,
        /** A profit. */
        MOST_PROFIT
    }

    private AssignmentImporter() {}

    /** {@code n}, then n rows of n costs: each row to one column, each column taken once. */
    public static PairingProblem assignment(Path file) throws IOException {
        NumberScanner in = new NumberScanner(file);
        int n = in.next("size", 1, MOST);
        checkSize(in, n, n);
        long[][] costs = new long[n][n];
        long[][] uses = new long[n][n];
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                costs[column][row] = in.next("cost");
                uses[column][row] = 1;
            }
        }
        in.end();
        return in.whole(() -> problem(in.name(), Goal.LEAST_COST, costs, uses, Collections.nCopies(n, 1L)));
    }

    /** {@code m n}, then for each of m agents n costs, for each agent n uses, and m capacities. */
    public static PairingProblem generalised(Path file, Goal goal) throws IOException {
        NumberScanner in = new NumberScanner(file);
        int agents = in.next("number of agents", 1, MOST);
        int jobs = in.next("number of jobs", 1, MOST);
        checkSize(in, agents, jobs);
        long[][] costs = new long[agents][jobs];
        long[][] uses = new long[agents][jobs];
        for (long[] row : costs) {
            for (int job = 0; job < jobs; job++) {
                row[job] = in.next("cost");
            }
        }
        for (long[] row : uses) {
            for (int job = 0; job < jobs; job++) {
                row[job] = in.next("use", 0, Integer.MAX_VALUE);
            }
        }
        List<Long> capacities = new ArrayList<>();
        for (int agent = 0; agent < agents; agent++) {
            capacities.add((long) in.next("capacity", 0, Integer.MAX_VALUE));
        }
        in.end();
        return in.whole(() -> problem(in.name(), goal, costs, uses, capacities));
    }

    /** Before the memory for it is asked for. */
    private static void checkSize(NumberScanner in, int agents, int jobs) throws ImportException {
        long cells = (long) agents * jobs;
        if (cells > MOST_CELLS) {
            throw in.fault(agents + " by " + jobs + " are more than " + MOST_CELLS + " cells");
        }
    }

    private static PairingProblem problem(
            String name, Goal goal, long[][] costs, long[][] uses, List<Long> capacities) {
        PairingProblem.Builder problem = PairingProblem.builder(name, 1)
                .party(PartyBounds.unbounded("agents"))
                .party(PartyBounds.unbounded("jobs"));
        for (int agent = 0; agent < costs.length; agent++) {
            problem.offer(new PairingOffer("a" + agent, 0, 0, 1, List.of(capacities.get(agent))));
        }
        for (int job = 0; job < costs[0].length; job++) {
            List<Candidate> candidates = new ArrayList<>();
            for (int agent = 0; agent < costs.length; agent++) {
                long value = goal == Goal.MOST_PROFIT ? costs[agent][job] : 0;
                long reserve = goal == Goal.LEAST_COST ? costs[agent][job] : 0;
                candidates.add(Candidate.of(agent, value, reserve, 0, uses[agent][job]));
            }
            Line line = new Line("l", 0, 1, candidates);
            problem.bundle(new Bundle("j" + job, 1, List.of(line), false, false, true));
        }
        return problem.build();
    }
}
