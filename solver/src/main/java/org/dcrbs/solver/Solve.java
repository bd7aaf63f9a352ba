package org.dcrbs.solver;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.dcrbs.solver.bound.CertifiedBound;
import org.dcrbs.solver.bound.KnapsackSearch;
import org.dcrbs.solver.bound.PriceSearch;
import org.dcrbs.solver.bound.Prices;
import org.dcrbs.solver.cpsat.CpResult;
import org.dcrbs.solver.cpsat.CpSat;
import org.dcrbs.solver.exact.Assignment;
import org.dcrbs.solver.exact.BranchAndBound;
import org.dcrbs.solver.exact.Circulation;
import org.dcrbs.solver.parts.Components;
import org.dcrbs.solver.parts.Part;
import org.dcrbs.solver.reason.Obligations;
import org.dcrbs.solver.reason.Reasons;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.search.Insertion;
import org.dcrbs.solver.table.PairingTable;
import org.jspecify.annotations.Nullable;

/** One run of the solver: prices and their bound, a start, a proof if the market is small, else the search. */
final class Solve {
    private static final int PRICE_STEPS = 300;
    private static final double PRICE_SHARE = 0.25;
    private static final double ASSIGNMENT_SHARE = 0.5;
    private static final int SMALL = 600;
    /** Nodes times candidates that the proof may look at before the search has had its turn. */
    private static final long FIRST_LOOK = 4_000_000;

    private static final double PROOF_SHARE = 0.07;
    /** A node of the proof prices all candidates and cells a few dozen times, so many of them in about the time of a step. */
    private static final int TOUCHED_A_STEP = 32;

    /** Up to so many free choices CP-SAT comes before the search, up to the second number after it. */
    private static final int CP_SAT_FIRST = 6_000;

    private static final int CP_SAT_AT_ALL = 30_000;
    private static final double CP_SAT_SHARE = 0.95;
    private static final double SEARCH_SHARE = 0.7;
    /** Up to so many lines the search comes so far that CP-SAT finds what it has overlooked. */
    private static final int POLISHED = 30_000;
    /** A part with fewer lines isn't worth a member of the crew. */
    private static final int FEWEST_LINES = 500;

    private static final Duration BETWEEN_REPORTS = Duration.ofMillis(500);

    /** Whatever keeps more of the hard rules is better; then whatever makes more surplus. */
    private static final Comparator<Allocation> BETTER = Comparator.comparing(Allocation::feasible)
            .thenComparing(Allocation::unservedMandatory, Comparator.reverseOrder())
            .thenComparing(Allocation::netViolation, Comparator.reverseOrder())
            .thenComparing(Allocation::surplus);

    private final PairingProblem problem;
    private final SolveLimits limits;
    private final long seed;
    private final SolveProgress progress;
    private final SolveClock clock;
    private final Crew crew;
    private final PairingTable table;
    private Allocation best;
    private long bound;
    private Proof proof = Proof.LAGRANGIAN;
    private boolean impossible;
    private long steps;
    private Optional<KnapsackPrices> knapsackPrices = Optional.empty();
    private volatile Duration lastReport = Duration.ZERO;

    Solve(PairingProblem problem, SolveLimits limits, long seed, SolveProgress progress, SolveClock clock, Crew crew) {
        this.problem = problem;
        this.limits = limits;
        this.seed = seed;
        this.progress = progress;
        this.clock = clock;
        this.crew = crew;
        table = new PairingTable(problem);
        best = new Allocation(table);
    }

    Answer run() {
        Optional<Prices> exact = assign();
        List<Part> components = exact.isPresent() ? List.of() : Components.of(problem);
        if (!components.isEmpty()) {
            return new ComponentSolve(problem, components, limits, seed, progress, clock, crew).run();
        }
        Prices prices = exact.orElseGet(
                () -> new PriceSearch(table, limits.threads()).run(PRICE_STEPS, () -> past(PRICE_SHARE)));
        CertifiedBound certificate = CertifiedBound.of(table, prices);
        bound = certificate.bound();
        if (!goodEnough()) {
            start(prices);
        }
        report(Progress.Phase.START);
        if (!goodEnough() && table.lineCount() <= SMALL) {
            prove(Math.min(FIRST_LOOK / (1 + table.candidateCount()), mostNodes()), PROOF_SHARE);
        }
        cpSat(certificate, CP_SAT_FIRST, CP_SAT_SHARE);
        if (!goodEnough()) {
            searchAndBound(prices, certificate);
        }
        if (!goodEnough() && table.lineCount() <= SMALL) {
            prove(mostNodes(), 1);
        }
        cpSat(certificate, CP_SAT_AT_ALL, 1);
        Insertion.everyPackage(best);
        if (!best.feasible()) {
            throw new NoFeasibleAnswerException(impossible, Obligations.broken(best));
        }
        report(Progress.Phase.DONE);
        return new Answer(
                problem.name(),
                best.surplus(),
                bound,
                proof,
                seed,
                steps,
                clock.elapsed().toMillis() / 1000.0,
                best.pairings(),
                Reasons.of(best),
                Optional.of(certificate.prices()),
                knapsackPrices);
    }

    /** Whether a stage that may take so much of the time is over. With a step limit the time decides nothing before it runs out. */
    private boolean past(double share) {
        return clock.past(limits.steps().isPresent() ? 1 : share);
    }

    /** How many nodes the proof may look at: as many as cost about what the steps do. */
    private long mostNodes() {
        long touched = (long) table.candidateCount() + table.offers.cells();
        return limits.steps().isPresent()
                ? limits.steps().getAsLong() / (1 + touched / TOUCHED_A_STEP)
                : Long.MAX_VALUE;
    }

    /** If the market is an assignment or a flow, its best choice, and the prices that prove it. */
    private Optional<Prices> assign() {
        Optional<Assignment> shaped = Assignment.of(table);
        if (shaped.isPresent()) {
            Assignment assignment = shaped.get();
            Assignment.Outcome outcome = assignment.run(() -> past(ASSIGNMENT_SHARE));
            Proof kind = assignment.oneToOne() ? Proof.ASSIGNMENT : Proof.FLOW;
            return assigned(outcome, assignment.allocation(), assignment::prices, kind);
        }
        return Circulation.of(table).flatMap(circulation -> {
            Assignment.Outcome outcome = circulation.run(() -> past(ASSIGNMENT_SHARE));
            return assigned(outcome, circulation.allocation(), circulation::prices, Proof.FLOW);
        });
    }

    private Optional<Prices> assigned(
            Assignment.Outcome outcome, Allocation allocation, Supplier<Prices> prices, Proof kind) {
        found(allocation);
        if (outcome == Assignment.Outcome.INFEASIBLE) {
            throw new NoFeasibleAnswerException(true, Obligations.broken(best));
        }
        if (outcome == Assignment.Outcome.STOPPED) {
            return Optional.empty();
        }
        proof = kind;
        return Optional.of(prices.get());
    }

    private void start(Prices prices) {
        Allocation greedy = new Allocation(table);
        Insertion.firstCome(greedy);
        found(greedy);
        Allocation priced = new Allocation(table);
        Insertion.byPrice(priced, prices);
        found(priced);
    }

    /** Hands what may still be better to CP-SAT until a share of the time has passed, if that is not too much for it. */
    private void cpSat(CertifiedBound certificate, int mostChoices, double share) {
        if (goodEnough() || clock.past(1)) {
            return;
        }
        CpSatTurn turn = new CpSatTurn(table, certificate, best);
        if (!turn.possible(mostChoices)) {
            return;
        }
        report(Progress.Phase.PROVE);
        CpResult result = turn.run(limits, seed, clock, share);
        result.allocation().ifPresent(this::found);
        impossible |= result.infeasible();
        if (result.bound() < bound) {
            bound = result.bound();
            proof = Proof.CP_SAT;
        }
    }

    /** Searches, and meanwhile, if a second thread is allowed, looks for a better bound. */
    private void searchAndBound(Prices prices, CertifiedBound linear) {
        if (limits.threads() < 2) {
            search(prices);
            return;
        }
        long reached = best.feasible() ? best.surplus() : bound - Math.abs(bound) / 2;
        boolean bySteps = limits.steps().isPresent();
        try (KnapsackThread knapsacks =
                KnapsackThread.start(new KnapsackSearch(table, linear, reached), this::bounded, this::over)) {
            search(prices);
            knapsackPrices = knapsacks.await(() -> !bySteps || clock.past(1));
        }
    }

    private synchronized void bounded(long knapsackBound) {
        if (knapsackBound < bound) {
            bound = knapsackBound;
            proof = Proof.KNAPSACKS;
        }
    }

    private void search(Prices prices) {
        double share = CpSatTurn.worthWaitingFor(table, CP_SAT_AT_ALL) ? SEARCH_SHARE : 0.95;
        boolean bySteps = limits.steps().isPresent();
        Duration time = bySteps
                ? clock.left()
                : clock.left().multipliedBy((long) (100 * share)).dividedBy(100);
        if (crew.members() > 1 && best.feasible() && table.lineCount() >= FEWEST_LINES * crew.members()) {
            PartedSearch parts = new PartedSearch(table, prices, crew, limits, seed);
            parts.run(best, time, this::found, this::stopsSearch);
            steps += parts.steps();
            return;
        }
        SearchRounds rounds = new SearchRounds(table, prices, seed);
        boolean polishes = CpSat.available() && table.lineCount() <= POLISHED;
        Duration polish = polishes && !bySteps ? time.multipliedBy(15).dividedBy(100) : Duration.ZERO;
        rounds.run(best, time.minus(polish), limits.steps(), this::found, this::stopsSearch);
        steps += rounds.steps();
        if (polishes && best.feasible()) {
            new Polish(table, limits, seed).run(best, bySteps ? clock.left() : polish, this::found, this::stopsSearch);
        }
    }

    /** Looks through the whole tree, if that can be done within the limits. */
    private void prove(long mostNodes, double share) {
        report(Progress.Phase.PROVE);
        @Nullable Allocation known = best.feasible() ? best : null;
        BranchAndBound tree = new BranchAndBound(table, known, mostNodes, () -> past(share));
        boolean complete = tree.run();
        steps += tree.nodes();
        Allocation result = tree.best();
        if (result != null) {
            found(result);
        }
        if (complete) {
            impossible |= !best.feasible();
            proof = best.feasible() && best.surplus() == bound ? proof : Proof.EXHAUSTIVE;
            bound = best.surplus();
        }
    }

    private synchronized boolean goodEnough() {
        return impossible || (best.feasible() && Answer.gap(best.surplus(), bound) <= limits.targetGap());
    }

    /** Asked a few times a second while the search runs, by a thread of its own. */
    private boolean stopsSearch() {
        if (clock.elapsed().minus(lastReport).compareTo(BETWEEN_REPORTS) > 0) {
            report(Progress.Phase.SEARCH);
        }
        return over();
    }

    private boolean over() {
        return clock.past(1) || (limits.steps().isEmpty() && goodEnough());
    }

    private synchronized void found(Allocation other) {
        boolean better = BETTER.compare(other, best) > 0;
        if (better) {
            best = other;
        }
    }

    private synchronized void report(Progress.Phase phase) {
        lastReport = clock.elapsed();
        progress.report(new Progress(lastReport, best.surplus(), bound, Answer.gap(best.surplus(), bound), phase));
    }
}
