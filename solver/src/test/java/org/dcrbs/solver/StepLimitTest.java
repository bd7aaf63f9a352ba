package org.dcrbs.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.dcrbs.solver.bench.StandardMarket;
import org.dcrbs.solver.bench.StandardMarket.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepLimitTest {
    private static final Duration LONG = Duration.ofHours(100);
    private static final SolveLimits LIMITS =
            SolveLimits.seconds(LONG.toSeconds()).withSteps(5_000);

    @ParameterizedTest
    @EnumSource
    void howMuchOfTheTimeHasPassedMakesNoDifference(Money money) {
        PairingProblem market = StandardMarket.of(150, 3, money);

        Answer early = answer(market, Duration.ZERO);
        Answer late = answer(market, Duration.ofHours(97));

        assertThat(late.pairings()).isEqualTo(early.pairings());
        assertThat(late.bound()).isEqualTo(early.bound());
        assertThat(late.steps()).isEqualTo(early.steps());
    }

    private static Answer answer(PairingProblem market, Duration elapsed) {
        SolveClock clock = new SolveClock(LONG, elapsed, () -> false);
        return new Solve(market, LIMITS, 1, progress -> {}, clock, Crew.alone()).run();
    }
}
