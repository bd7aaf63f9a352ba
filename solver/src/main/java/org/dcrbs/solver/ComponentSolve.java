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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dcrbs.solver.parts.JoinedPrices;
import org.dcrbs.solver.parts.Part;

/** Solves a problem that falls apart, part by part, several at a time, each in the share of the time that its size is. */
final class ComponentSolve {
    /** For the smallest part too, so that it has at least a start. */
    private static final Duration LEAST_TIME = Duration.ofMillis(50);

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
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(atATime, parts.size()), task -> {
            Thread thread = new Thread(task, "solve-part");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                int part = i;
                answers.add(pool.submit(() -> solve(part)));
            }
            return joined(answers.stream().map(ComponentSolve::get).toList());
        } finally {
            pool.shutdownNow();
        }
    }

    private static Answer get(Future<Answer> future) {
        try {
            return future.get();
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

    private Answer solve(int i) {
        PairingProblem part = parts.get(i).problem();
        SolveLimits share = share(part);
        Answer answer = crew.members() > 1
                ? crew.solver().solve(part, share, seed)
                : new Solve(
                                part,
                                share,
                                seed,
                                p -> stands(i, p),
                                new SolveClock(share.time(), () -> clock.past(1)),
                                crew)
                        .run();
        stands(i, new Progress(clock.elapsed(), answer.objective(), answer.bound(), 0, Progress.Phase.SEARCH));
        return answer;
    }

    /** What part of the limits a part that is about to begin may use. */
    private synchronized SolveLimits share(PairingProblem part) {
        double ofWaiting = (double) part.candidateCount() / Math.max(1, waiting);
        waiting -= part.candidateCount();
        double time = Math.min(1, ofWaiting * atATime) * clock.left().toNanos();
        OptionalLong steps = limits.steps().isPresent()
                ? OptionalLong.of(Math.max(1, (long)
                        ((double) limits.steps().getAsLong() * part.candidateCount() / problem.candidateCount())))
                : OptionalLong.empty();
        int threads = 2L * part.candidateCount() > problem.candidateCount() ? limits.threads() : 1;
        return new SolveLimits(
                Duration.ofNanos(Math.max(LEAST_TIME.toNanos(), (long) time)), steps, limits.targetGap(), threads);
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
