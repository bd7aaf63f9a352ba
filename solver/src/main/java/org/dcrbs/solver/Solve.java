package org.dcrbs.solver;

import java.util.List;
import java.util.Optional;
import org.dcrbs.solver.bound.CertifiedBound;
import org.dcrbs.solver.bound.PriceSearch;
import org.dcrbs.solver.bound.Prices;
import org.dcrbs.solver.reason.Reasons;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.search.Insertion;
import org.dcrbs.solver.table.PairingTable;

/** One run of the solver: prices, a start, and what comes of it. */
final class Solve {
    private static final int PRICE_STEPS = 100;

    private final PairingProblem problem;
    private final SolveLimits limits;
    private final long seed;
    private final SolveProgress progress;
    private final SolveClock clock;
    private final PairingTable table;
    private Allocation best;

    Solve(PairingProblem problem, SolveLimits limits, long seed, SolveProgress progress, SolveClock clock) {
        this.problem = problem;
        this.limits = limits;
        this.seed = seed;
        this.progress = progress;
        this.clock = clock;
        table = new PairingTable(problem);
        best = new Allocation(table);
    }

    Answer run() {
        Prices prices = new PriceSearch(table).run(PRICE_STEPS, () -> clock.past(0.3));
        CertifiedBound certificate = CertifiedBound.of(table, prices);
        long bound = certificate.bound();
        best = start(prices);
        report(bound, Progress.Phase.SEARCH);
        SearchRounds search = new SearchRounds(table, prices, clock, seed);
        search.run(
                best,
                clock.left().multipliedBy(95).dividedBy(100),
                limits.steps(),
                this::found,
                () -> report(bound, Progress.Phase.SEARCH));
        report(bound, Progress.Phase.DONE);
        if (!best.feasible()) {
            throw new NoFeasibleAnswerException(false, List.of("mandatory bundles or bounds on nets are not kept"));
        }
        return new Answer(
                problem.name(),
                best.surplus(),
                bound,
                Proof.LAGRANGIAN,
                seed,
                search.steps(),
                clock.elapsed().toMillis() / 1000.0,
                AnswerAssembly.pairings(best),
                Reasons.of(best),
                Optional.of(certificate.prices()));
    }

    private void found(Allocation other) {
        if (isBetter(other, best)) {
            best = other;
        }
    }

    private static boolean isBetter(Allocation one, Allocation than) {
        if (one.feasible() != than.feasible()) {
            return one.feasible();
        }
        return one.surplus() > than.surplus();
    }

    private Allocation start(Prices prices) {
        Allocation greedy = new Allocation(table);
        Insertion.firstCome(greedy);
        Allocation priced = new Allocation(table);
        Insertion.byPrice(priced, prices);
        return isBetter(priced, greedy) ? priced : greedy;
    }

    private void report(long bound, Progress.Phase phase) {
        progress.report(new Progress(clock.elapsed(), best.surplus(), bound, Answer.gap(best.surplus(), bound), phase));
    }
}
