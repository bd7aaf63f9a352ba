package org.dcrbs.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The solver against trying everything. */
class TinyMarketsTest {
    private static final SolveLimits LIMITS = SolveLimits.seconds(60).withSteps(2_000);

    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyTinyMarketIsSolvedToTheOptimumAndProven(long seed) {
        solveAndCompare(TinyMarket.of(seed));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyTinySwapMarketIsSolvedToTheOptimumAndProven(long seed) {
        solveAndCompare(TinyMarket.swaps(seed));
    }

    private static void solveAndCompare(PairingProblem problem) {
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
        assertThat(answer.bound()).isEqualTo(optimum.getAsLong());
        long proven = BoundAudit.provenBy(problem, answer.prices().orElseThrow());
        assertThat(proven).isGreaterThanOrEqualTo(optimum.getAsLong());
    }
}
