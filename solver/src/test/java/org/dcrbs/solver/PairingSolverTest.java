package org.dcrbs.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dcrbs.solver.bench.StandardMarket;
import org.dcrbs.solver.bench.StandardMarket.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PairingSolverTest {
    private static final SolveLimits STEPS = SolveLimits.seconds(120).withSteps(100_000);

    @ParameterizedTest
    @EnumSource
    void aMarketTooLargeToProveIsSolvedFeasiblyAndBetterThanGreedily(Money money) {
        PairingProblem market = StandardMarket.of(1_000, 3, money);
        Answer answer = PairingSolver.solve(market, STEPS, 1);
        assertThat(PairingChecker.check(market, answer)).isEmpty();
        assertThat(answer.objective()).isGreaterThan(market.objective(GreedyMatcher.match(market)));
        assertThat(answer.gap()).isBetween(0.0, 0.2);
    }

    @Test
    void theSameSeedAndStepsGiveTheSameAnswer() {
        PairingProblem market = StandardMarket.of(1_000, 4, Money.CREDIT);
        Answer one = PairingSolver.solve(market, STEPS, 5);
        Answer two = PairingSolver.solve(market, STEPS, 5);
        assertThat(two.pairings()).isEqualTo(one.pairings());
        assertThat(two.objective()).isEqualTo(one.objective());
        assertThat(two.bound()).isEqualTo(one.bound());
        assertThat(two.unserved()).isEqualTo(one.unserved());
        assertThat(PairingSolver.solve(market, STEPS, 6).pairings()).isNotEqualTo(one.pairings());
    }

    @Test
    void whoCancelsGetsTheBestSoFar() {
        PairingProblem market = StandardMarket.of(2_000, 5, Money.CREDIT);
        AtomicBoolean cancelled = new AtomicBoolean();
        List<Progress> heard = new ArrayList<>();
        SolveProgress progress = p -> {
            heard.add(p);
            cancelled.set(p.phase() == Progress.Phase.SEARCH);
        };
        Answer answer = PairingSolver.solve(market, SolveLimits.seconds(3600), 1, progress, cancelled::get);
        assertThat(PairingChecker.check(market, answer)).isEmpty();
        assertThat(heard).isNotEmpty().allSatisfy(p -> assertThat(p.bound()).isGreaterThanOrEqualTo(p.best()));
        assertThat(heard.get(heard.size() - 1).phase()).isEqualTo(Progress.Phase.DONE);
    }

    @Test
    void aSmallMarketIsProvenBest() {
        PairingProblem market = StandardMarket.of(60, 9, Money.CREDIT);
        Answer answer = PairingSolver.solve(market, SolveLimits.seconds(60).withSteps(1_000), 1);
        assertThat(PairingChecker.check(market, answer)).isEmpty();
        assertThat(answer.gap()).isZero();
    }

    @Test
    void aTargetThatIsMetEndsTheSearch() {
        PairingProblem market = StandardMarket.of(1_000, 3, Money.CREDIT);
        Answer answer = PairingSolver.solve(market, SolveLimits.seconds(3600).withTargetGap(0.5), 1);
        assertThat(answer.steps()).isZero();
    }

    @Test
    void anEmptyMarketHasAnEmptyAnswer() {
        PairingProblem empty = PairingProblem.builder("empty", 1).build();
        Answer answer = PairingSolver.solve(empty, SolveLimits.seconds(5), 1);
        assertThat(answer.objective()).isZero();
        assertThat(answer.bound()).isZero();
        assertThat(answer.pairings()).isEmpty();
    }

    @Test
    void amountsUpToTheLimitDoNotOverflow() {
        long half = (PairingProblem.LARGEST_TOTAL - 10) / 2;
        PairingProblem huge = PairingProblem.builder("huge", 1)
                .party(PartyBounds.between("p0", -half, half))
                .party(PartyBounds.between("p1", Long.MIN_VALUE, Long.MAX_VALUE))
                .offer(new PairingOffer("o0", 0, 0, 1, List.of(Long.MAX_VALUE)))
                .bundle(Bundle.of("b0", 1, new Line("l", 0, 1, List.of(Candidate.of(0, half, 1, half, half)))))
                .bundle(Bundle.of("b1", 1, new Line("l", 0, 1, List.of(Candidate.of(0, half, 1, half, half)))))
                .build();
        Answer answer = PairingSolver.solve(huge, STEPS, 1);
        assertThat(PairingChecker.check(huge, answer)).isEmpty();
        assertThat(answer.objective()).isEqualTo(half - 1);
        assertThat(answer.gap()).isZero();
    }

    @Test
    void mandatoryBundlesThatExcludeEachOtherAreRefusedWithProof() {
        Line line = new Line("l", 0, 1, List.of(Candidate.of(0, 5, 1, 1, 2)));
        PairingProblem clash = PairingProblem.builder("clash", 1)
                .party(PartyBounds.unbounded("p0"))
                .party(PartyBounds.unbounded("p1"))
                .offer(new PairingOffer("o0", 0, 0, 1, List.of(3L)))
                .bundle(new Bundle("b0", 1, List.of(line), false, false, true))
                .bundle(new Bundle("b1", 1, List.of(line), false, false, true))
                .build();
        assertThatThrownBy(() -> PairingSolver.solve(clash, STEPS, 1))
                .isInstanceOf(NoFeasibleAnswerException.class)
                .hasMessageContaining("there is no feasible answer")
                .hasMessageContaining("is mandatory and not served");
    }
}
