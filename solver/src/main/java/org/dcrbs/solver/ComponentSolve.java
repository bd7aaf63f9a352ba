package org.dcrbs.solver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dcrbs.solver.parts.JoinedPrices;
import org.dcrbs.solver.parts.Part;

/** Solves a problem that falls apart, part by part, several at a time, each in the share of the time that its size is. */
final class ComponentSolve {
    /** For the smallest part too, so that it has at least a start. */
    private static final Duration LEAST_TIME = Duration.ofMillis(50);

    private static final int MILLIS = 50;

    private final PairingProblem problem;
    private final List<Part> parts;
    private final SolveLimits limits;
    private final long seed;
    private final SolveProgress progress;
    private final SolveClock clock;
    private final Crew crew;
    private final int atATime;
    /** By part: where it stands. */
    private final long[] best;

    private final long[] bound;
    private long waiting;

    ComponentSolve(
            PairingProblem problem,
            List<Part> parts,
            SolveLimits limits,
            long seed,
            SolveProgress progress,
            SolveClock clock,
            Crew crew) {
        this.problem = problem;
        this.parts = parts;
        this.limits = limits;
        this.seed = seed;
        this.progress = progress;
        this.clock = clock;
        this.crew = crew;
        atATime = Math.max(limits.threads(), crew.members());
        best = new long[parts.size()];
        bound = parts.stream().mapToLong(part -> mostSurplus(part.problem())).toArray();
        waiting = problem.candidateCount();
    }

    Answer run() {
        try (PartWorkers workers = new PartWorkers(Math.min(atATime, parts.size()))) {
            List<Future<Answer>> futures = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                int part = i;
                futures.add(workers.submit(() -> solve(part, workers)));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> future : futures) {
                answers.add(get(future, workers));
            }
            return joined(answers);
        }
    }

    private Answer get(Future<Answer> future, PartWorkers workers) {
        while (true) {
            try {
                return future.get(MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                if (clock.past(1)) {
                    workers.hurry();
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof NoFeasibleAnswerException infeasible) {
                    throw infeasible;
                }
                throw new CompletionException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CompletionException(e);
            }
        }
    }

    private Answer solve(int i, PartWorkers workers) {
        PairingProblem part = parts.get(i).problem();
        SolveLimits share = share(part);
        // When the time is over nobody is sent for any more; a start of its own is there at once.
        boolean byCrew = crew.members() > 1 && !clock.past(1);
        Answer answer = byCrew ? workers.solve(crew.solver(), part, share, seed) : alone(i, share);
        stands(i, new Progress(clock.elapsed(), answer.objective(), answer.bound(), 0, Progress.Phase.SEARCH));
        return answer;
    }

    private Answer alone(int i, SolveLimits share) {
        SolveClock ofPart = new SolveClock(share.time(), () -> clock.past(1));
        return new Solve(parts.get(i).problem(), share, seed, p -> stands(i, p), ofPart, Crew.alone()).run();
    }

    /** What part of the limits a part that is about to begin may use. */
    private synchronized SolveLimits share(PairingProblem part) {
        double ofWaiting = (double) part.candidateCount() / Math.max(1, waiting);
        waiting -= part.candidateCount();
        int threads = 2L * part.candidateCount() > problem.candidateCount() ? limits.threads() : 1;
        if (limits.steps().isPresent()) {
            // All the time there is, so that steps alone say where each part ends.
            double ofAll = (double) part.candidateCount() / problem.candidateCount();
            long steps = Math.max(1, (long) (ofAll * limits.steps().getAsLong()));
            return new SolveLimits(atLeast(clock.left()), OptionalLong.of(steps), limits.targetGap(), threads);
        }
        double time = Math.min(1, ofWaiting * atATime) * clock.left().toNanos();
        return new SolveLimits(
                atLeast(Duration.ofNanos((long) time)), OptionalLong.empty(), limits.targetGap(), threads);
    }

    private static Duration atLeast(Duration time) {
        return time.compareTo(LEAST_TIME) < 0 ? LEAST_TIME : time;
    }

    private synchronized void stands(int part, Progress of) {
        best[part] = of.best();
        bound[part] = Math.min(bound[part], of.bound());
        long objective = sum(best);
        progress.report(new Progress(
                clock.elapsed(), objective, sum(bound), Answer.gap(objective, sum(bound)), Progress.Phase.SEARCH));
    }

    private Answer joined(List<Answer> answers) {
        List<ServedBundle> pairings = new ArrayList<>();
        Map<String, Unserved> unserved = new HashMap<>();
        for (int i = 0; i < answers.size(); i++) {
            pairings.addAll(parts.get(i).inWhole(answers.get(i).pairings()));
            answers.get(i).unserved().forEach(each -> unserved.put(each.bundleId(), each));
        }
        pairings.sort(Comparator.comparingInt(ServedBundle::bundle));
        Optional<DualPrices> prices = JoinedPrices.of(problem, parts, answers);
        long objective = answers.stream().mapToLong(Answer::objective).sum();
        long sum = answers.stream().mapToLong(Answer::bound).sum();
        boolean byPrices = prices.isPresent()
                && answers.stream().allMatch(answer -> answer.proof().byPrices());
        Answer answer = new Answer(
                problem.name(),
                objective,
                byPrices ? BoundAudit.provenBy(problem, prices.get()) : sum,
                proof(answers),
                seed,
                answers.stream().mapToLong(Answer::steps).sum(),
                clock.elapsed().toMillis() / 1000.0,
                pairings,
                inOrder(unserved),
                prices);
        progress.report(new Progress(clock.elapsed(), objective, answer.bound(), answer.gap(), Progress.Phase.DONE));
        return answer;
    }

    /** In the order of the problem. */
    private List<Unserved> inOrder(Map<String, Unserved> unserved) {
        List<Unserved> inOrder = new ArrayList<>();
        for (int b = 0; b < problem.bundleCount(); b++) {
            Unserved out = unserved.get(problem.bundleId(b));
            if (out != null) {
                inOrder.add(out);
            }
        }
        return inOrder;
    }

    /** What all parts have in common; prices of different kinds are prices. */
    private static Proof proof(List<Answer> answers) {
        Proof first = answers.get(0).proof();
        if (answers.stream().allMatch(answer -> answer.proof() == first)) {
            return first;
        }
        return answers.stream().allMatch(answer -> answer.proof().byPrices()) ? Proof.LAGRANGIAN : Proof.PARTS;
    }

    /** More than any choice is worth: each line at its best candidate. */
    private static long mostSurplus(PairingProblem of) {
        long sum = 0;
        for (int line = 0; line < of.lineCount(); line++) {
            long most = 0;
            for (int k = of.firstCandidate(line); k < of.firstCandidate(line + 1); k++) {
                most = Math.max(most, of.surplus(k));
            }
            sum += most;
        }
        return sum;
    }

    private static long sum(long[] all) {
        long sum = 0;
        for (long each : all) {
            sum += each;
        }
        return sum;
    }
}
