package org.dcrbs.solver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dcrbs.solver.bound.CertifiedBound;
import org.dcrbs.solver.bound.PriceSearch;
import org.dcrbs.solver.cycles.CyclePacking;
import org.dcrbs.solver.table.PairingTable;

/** Solves a swap market with a cap on cycles, as a choice among its cycles and chains. */
final class SwapSolve {
    private static final int PRICE_STEPS = 300;

    private final PairingProblem problem;
    private final SolveLimits limits;
    private final long seed;
    private final SolveProgress progress;
    private final SolveClock clock;

    SwapSolve(PairingProblem problem, SolveLimits limits, long seed, SolveProgress progress, SolveClock clock) {
        this.problem = problem;
        this.limits = limits;
        this.seed = seed;
        this.progress = progress;
        this.clock = clock;
    }

    Answer run() {
        CyclePacking packing = new CyclePacking(problem);
        long bonuses = packing.bonuses();
        SolveProgress less = p ->
                progress.report(new Progress(p.elapsed(), p.best() - bonuses, p.bound() - bonuses, p.gap(), p.phase()));
        Answer packed = new Solve(packing.problem(), limits, seed, less, clock, Crew.alone()).run();
        List<ServedBundle> pairings = packing.pairings(packed.pairings());
        long objective = problem.objective(pairings);
        if (objective != packed.objective() - bonuses) {
            throw new NoFeasibleAnswerException(
                    packing.complete() && packed.bound() < bonuses,
                    List.of("not every party that must take part can, in cycles of at most "
                            + problem.maxCycle().orElseThrow()));
        }
        return bounded(packing, packed, objective, pairings);
    }

    /** With the better of two bounds: that of the packing, if it is whole, and that of swaps without a cap. */
    private Answer bounded(CyclePacking packing, Answer packed, long objective, List<ServedBundle> pairings) {
        PairingTable table = new PairingTable(problem);
        CertifiedBound uncapped =
                CertifiedBound.of(table, new PriceSearch(table).run(PRICE_STEPS, () -> clock.past(1)));
        long uncappedBound = uncapped.bound();
        boolean packingIsBetter = packing.complete() && packed.bound() - packing.bonuses() < uncappedBound;
        Proof proof =
                !packingIsBetter ? Proof.LAGRANGIAN : packed.proof().canBeWritten() ? Proof.CYCLES : packed.proof();
        return new Answer(
                problem.name(),
                objective,
                packingIsBetter ? packed.bound() - packing.bonuses() : uncappedBound,
                proof,
                seed,
                packed.steps(),
                clock.elapsed().toMillis() / 1000.0,
                pairings,
                unserved(packing, pairings),
                Optional.of(uncapped.prices()));
    }

    private List<Unserved> unserved(CyclePacking packing, List<ServedBundle> pairings) {
        Set<Integer> served = new HashSet<>();
        pairings.forEach(pairing -> served.add(pairing.bundle()));
        int[] chances = packing.chances();
        String cap = "of at most " + problem.maxCycle().orElseThrow() + " parties";
        List<Unserved> unserved = new ArrayList<>();
        for (int b = 0; b < problem.bundleCount(); b++) {
            if (!served.contains(b)) {
                int line = problem.firstLine(b);
                String reason = problem.firstCandidate(line) == problem.firstCandidate(line + 1)
                        ? "line " + problem.lineId(line) + ": no candidates"
                        : chances[b] == 0 && packing.complete()
                                ? "no cycle or chain " + cap + " would serve it"
                                : "each of the " + chances[b] + " cycles and chains " + cap
                                        + " that would serve it needs a party that is paired elsewhere, or loses surplus";
                unserved.add(new Unserved(problem.bundleId(b), reason));
            }
        }
        return unserved;
    }
}
