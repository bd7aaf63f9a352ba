package org.dcrbs.solver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.dcrbs.solver.bound.Prices;
import org.dcrbs.solver.parts.Part;
import org.dcrbs.solver.parts.Shares;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.search.Insertion;
import org.dcrbs.solver.search.Ranking;
import org.dcrbs.solver.table.PairingTable;

/**
 * Improves a feasible allocation by having parts of it solved by a crew, and putting the answers together; a few times,
 * each time with other parts, so that what one cut goes through lies within a part of the next.
 */
final class PartedSearch {
    private static final int ROUNDS = 8;
    /** What is kept of a round's time for taking apart and putting together. */
    private static final double FOR_PARTS = 0.85;

    private static final int MILLIS = 50;

    private final PairingTable table;
    private final Prices prices;
    private final Ranking ranking;
    private final Crew crew;
    private final SolveLimits limits;
    private final long seed;
    private long steps;

    PartedSearch(PairingTable table, Prices prices, Crew crew, SolveLimits limits, long seed) {
        this.table = table;
        this.prices = prices;
        ranking = new Ranking(table, prices::reduced);
        this.crew = crew;
        this.limits = limits;
        this.seed = seed;
    }

    long steps() {
        return steps;
    }

    /** Searches on from a feasible start and shows each allocation that is put together. */
    void run(Allocation start, Duration time, Consumer<Allocation> found, BooleanSupplier stop) {
        long end = System.nanoTime() + time.toNanos();
        Allocation best = start;
        try (PartWorkers workers = new PartWorkers(crew.members())) {
            for (int round = 0; round < ROUNDS && !stop.getAsBoolean(); round++) {
                Duration left = Duration.ofNanos((long) (FOR_PARTS * (end - System.nanoTime()) / (ROUNDS - round)));
                if (left.isNegative() || left.isZero()) {
                    return;
                }
                SolveLimits each = new SolveLimits(left, stepsEach(), limits.targetGap(), 1);
                List<Future<Answer>> answers = new ArrayList<>();
                List<Part> parts = Shares.of(best, prices, crew.members(), seed + round);
                for (int i = 0; i < parts.size(); i++) {
                    Part part = parts.get(i);
                    long ownSeed = seed + i;
                    answers.add(workers.submit(() -> workers.solve(crew.solver(), part.problem(), each, ownSeed)));
                }
                best = joined(best, parts, answers, stop);
                Insertion.byRank(best, ranking);
                found.accept(best);
            }
        }
    }

    private OptionalLong stepsEach() {
        return limits.steps().isPresent()
                ? OptionalLong.of(Math.max(1, limits.steps().getAsLong() / ROUNDS / crew.members()))
                : OptionalLong.empty();
    }

    /** The start with what the parts made better of it. A part that came to less, or to nothing, stays as it was. */
    private Allocation joined(Allocation start, List<Part> parts, List<Future<Answer>> answers, BooleanSupplier stop) {
        Allocation joined = new Allocation(table);
        joined.restore(start.picks());
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            answer(answers.get(i), stop).ifPresent(answer -> {
                steps += answer.steps();
                if (answer.objective() > objective(start, part)) {
                    replace(joined, part, answer);
                }
            });
        }
        return joined;
    }

    /** Nothing if there is none, or if it was not there yet when it was time to stop. */
    private static Optional<Answer> answer(Future<Answer> future, BooleanSupplier stop) {
        while (true) {
            try {
                return Optional.of(future.get(MILLIS, TimeUnit.MILLISECONDS));
            } catch (TimeoutException notYet) {
                if (stop.getAsBoolean()) {
                    return Optional.empty();
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof NoFeasibleAnswerException) {
                    return Optional.empty();
                }
                throw new CompletionException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }

    private long objective(Allocation of, Part part) {
        long sum = 0;
        for (int bundle : part.bundles()) {
            for (int line = table.firstLine[bundle]; of.served(bundle) && line < table.firstLine[bundle + 1]; line++) {
                sum += table.surplus[of.pick(line)];
            }
        }
        return sum;
    }

    private void replace(Allocation allocation, Part part, Answer answer) {
        part.bundles().stream().filter(allocation::served).forEach(allocation::release);
        for (ServedBundle served : part.inWhole(answer.pairings())) {
            int first = table.firstLine[served.bundle()];
            int[] picks = new int[served.picks().size()];
            for (int i = 0; i < picks.length; i++) {
                picks[i] = table.find(
                        first + i,
                        table.problem.firstCandidate(first + i) + served.picks().get(i));
            }
            allocation.serve(served.bundle(), picks);
        }
    }
}
