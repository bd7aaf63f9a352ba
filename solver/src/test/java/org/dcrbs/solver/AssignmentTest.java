package org.dcrbs.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.dcrbs.solver.exact.Assignment;
import org.dcrbs.solver.table.PairingTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Assignments are known as such, solved without a search and proven by their prices. */
class AssignmentTest {
    private static final SolveLimits LIMITS = SolveLimits.seconds(120).withSteps(1_000);

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyTinyAssignmentIsSolvedWithoutASearch(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PairingProblem problem = random(1 + random.nextInt(6), 1 + random.nextInt(6), 4, 3, random);
        OptionalLong optimum = BruteForce.best(problem);
        if (optimum.isEmpty()) {
            assertThatThrownBy(() -> PairingSolver.solve(problem, LIMITS, 1))
                    .isInstanceOfSatisfying(
                            NoFeasibleAnswerException.class,
                            e -> assertThat(e.proven()).isTrue());
            return;
        }
        Answer answer = PairingSolver.solve(problem, LIMITS, 1);
        assertThat(PairingChecker.check(problem, answer)).isEmpty();
        assertThat(answer.objective()).isEqualTo(optimum.getAsLong());
        isProvenWithoutASearch(answer);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyTinyFlowIsSolvedWithoutASearch(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PairingProblem problem = flow(1 + random.nextInt(7), 1 + random.nextInt(3), random);
        OptionalLong optimum = BruteForce.best(problem);
        if (optimum.isEmpty()) {
            assertThatThrownBy(() -> PairingSolver.solve(problem, LIMITS, 1))
                    .isInstanceOfSatisfying(
                            NoFeasibleAnswerException.class,
                            e -> assertThat(e.proven()).isTrue());
            return;
        }
        Answer answer = PairingSolver.solve(problem, LIMITS, 1);
        assertThat(PairingChecker.check(problem, answer)).isEmpty();
        assertThat(answer.objective()).isEqualTo(optimum.getAsLong());
        isProvenWithoutASearch(answer);
    }

    @Test
    void aLargeAssignmentIsProvenByItsPrices() {
        PairingProblem problem = random(4_000, 4_000, 600, Integer.MAX_VALUE, new SplittableRandom(1));
        Answer answer = PairingSolver.solve(problem, LIMITS, 1);
        assertThat(PairingChecker.check(problem, answer)).isEmpty();
        isProvenWithoutASearch(answer);
    }

    @Test
    void whatIsNoAssignmentIsNotTakenForOne() {
        assertThat(isAssignment(1, line("a", 1))).isTrue();
        assertThat(isAssignment(3, line("a", 2)))
                .as("an offer with a remainder")
                .isFalse();
        assertThat(isAssignment(1, line("a", 0)))
                .as("a candidate that takes nothing")
                .isFalse();
        assertThat(isAssignment(1, line("a", 1), line("b", 1))).as("two lines").isFalse();
    }

    private static void isProvenWithoutASearch(Answer answer) {
        assertThat(answer.bound()).isEqualTo(answer.objective());
        assertThat(answer.proof()).isIn(Proof.ASSIGNMENT, Proof.FLOW);
        assertThat(answer.steps()).isZero();
    }

    /** Whether a market of one offer and one bundle of these lines is an assignment. */
    private static boolean isAssignment(long capacity, Line... lines) {
        PairingProblem problem = PairingProblem.builder("one offer", 1)
                .party(PartyBounds.unbounded("giver"))
                .party(PartyBounds.unbounded("taker"))
                .offer(new PairingOffer("o0", 0, 0, 1, List.of(capacity)))
                .bundle(Bundle.of("b0", 1, lines))
                .build();
        return Assignment.of(new PairingTable(problem)).isPresent();
    }

    private static Line line(String id, long use) {
        return new Line(id, 0, 1, List.of(Candidate.of(0, 2, 1, 1, use)));
    }

    /** Offers of several units, windows that differ but share a slot, and a common use of one to three. */
    private static PairingProblem flow(int bundles, int offers, SplittableRandom random) {
        PairingProblem.Builder problem = PairingProblem.builder("flow", 4)
                .party(PartyBounds.unbounded("givers"))
                .party(PartyBounds.unbounded("takers"));
        int use = 1 + random.nextInt(3);
        for (int o = 0; o < offers; o++) {
            problem.offer(new PairingOffer("o" + o, 0, 0, 4, List.of((long) use * random.nextInt(4))));
        }
        for (int b = 0; b < bundles; b++) {
            List<Candidate> candidates = new ArrayList<>();
            for (int o = 0; o < offers; o++) {
                if (random.nextInt(3) > 0) {
                    candidates.add(Candidate.of(o, random.nextInt(12), random.nextInt(6), 1, use));
                }
            }
            Line line = new Line("l", random.nextInt(2), 2 + random.nextInt(3), candidates);
            try {
                problem.bundle(new Bundle("b" + b, 1, List.of(line), false, false, random.nextInt(6) == 0));
            } catch (InvalidProblemException mandatoryButImpossible) {
                problem.bundle(Bundle.of("b" + b, 1, line));
            }
        }
        return problem.build();
    }

    /** Surpluses of either sign; one bundle in {@code mandatoryOneIn} must be served. */
    private static PairingProblem random(
            int bundles, int offers, int spread, int mandatoryOneIn, SplittableRandom random) {
        PairingProblem.Builder problem = PairingProblem.builder("assignment", 1)
                .party(PartyBounds.unbounded("givers"))
                .party(PartyBounds.unbounded("takers"));
        for (int o = 0; o < offers; o++) {
            problem.offer(new PairingOffer("o" + o, 0, 0, 1, List.of(1L)));
        }
        for (int b = 0; b < bundles; b++) {
            List<Candidate> candidates = new ArrayList<>();
            for (int o = random.nextInt(3); o < offers; o += 1 + random.nextInt(Math.max(2, offers / 5))) {
                candidates.add(Candidate.of(o, random.nextInt(2 * spread), random.nextInt(spread), 1, 1));
            }
            boolean mandatory = !candidates.isEmpty() && random.nextInt(mandatoryOneIn) == 0;
            problem.bundle(new Bundle("b" + b, 1, List.of(new Line("l", 0, 1, candidates)), false, false, mandatory));
        }
        return problem.build();
    }
}
