package org.dcrbs.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.dcrbs.solver.bench.StandardMarket;
import org.dcrbs.solver.bench.StandardMarket.Money;
import org.dcrbs.solver.bound.CertifiedBound;
import org.dcrbs.solver.bound.KnapsackSearch;
import org.dcrbs.solver.bound.PriceSearch;
import org.dcrbs.solver.table.PairingTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Claims prove a bound whatever they are, and good ones a better bound than prices do. */
class KnapsackBoundTest {
    private static final int PRICE_STEPS = 60;

    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noBoundIsBelowTheOptimum(long seed) {
        PairingProblem problem = TinyMarket.of(seed);
        OptionalLong optimum = BruteForce.best(problem);
        PairingTable table = new PairingTable(problem);
        CertifiedBound linear = linear(table);
        KnapsackSearch search = new KnapsackSearch(table, linear, optimum.orElse(0));
        search.run(60, () -> false, bound -> assertThat(bound).isGreaterThanOrEqualTo(optimum.orElse(bound)));
        assertThat(search.bound()).isLessThanOrEqualTo(linear.bound());
        assertThat(KnapsackAudit.provenBy(problem, linear.prices(), search.prices()))
                .isLessThanOrEqualTo(search.bound())
                .isGreaterThanOrEqualTo(optimum.orElse(Long.MIN_VALUE));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void claimsByChanceProveABoundToo(long seed) {
        PairingProblem problem = TinyMarket.of(seed);
        SplittableRandom random = new SplittableRandom(seed);
        long[] claims =
                random.longs(problem.candidateCount(), -20 << 8, 60 << 8).toArray();
        long[] net = new long[problem.parties().size()];
        for (int p = 0; p < net.length; p++) {
            PartyBounds party = problem.parties().get(p);
            long price = random.nextLong(1L << DualPrices.NET_SCALE);
            net[p] = party.netMax().isPresent() ? price : party.netMin().isPresent() ? -price : 0;
        }
        long proven = KnapsackAudit.provenBy(
                problem, linear(new PairingTable(problem)).prices(), new KnapsackPrices(problem, 8, claims, net));
        assertThat(proven).isGreaterThanOrEqualTo(BruteForce.best(problem).orElse(Long.MIN_VALUE));
    }

    @ParameterizedTest
    @EnumSource
    void aSecondThreadFindsASharperBoundThatTheCheckerFindsAgain(Money money) {
        PairingProblem market = StandardMarket.of(1_000, 3, money);
        SolveLimits limits = SolveLimits.seconds(120).withSteps(5_000);
        Answer alone = PairingSolver.solve(market, limits, 1);
        Answer beside = PairingSolver.solve(market, limits.withThreads(2), 1);
        assertThat(PairingChecker.check(market, beside)).isEmpty();
        assertThat(beside.proof()).isEqualTo(Proof.KNAPSACKS);
        assertThat(beside.bound()).isLessThan(alone.bound());
        assertThat(beside.pairings()).isEqualTo(alone.pairings());
    }

    @Test
    void aBoundBelowWhatClaimsProveIsFound() {
        PairingProblem market = StandardMarket.of(1_000, 3, Money.CREDIT);
        Answer answer = PairingSolver.solve(
                market, SolveLimits.seconds(120).withSteps(100).withThreads(2), 1);
        Answer bold = new Answer(
                answer.problem(),
                answer.objective(),
                answer.bound() / 50 * 49,
                answer.proof(),
                answer.seed(),
                answer.steps(),
                answer.seconds(),
                answer.pairings(),
                answer.unserved(),
                answer.prices(),
                answer.knapsackPrices());
        assertThat(PairingChecker.check(market, bold))
                .singleElement()
                .asString()
                .contains("its prices prove only");
    }

    private static CertifiedBound linear(PairingTable table) {
        return CertifiedBound.of(table, new PriceSearch(table).run(PRICE_STEPS, () -> false));
    }
}
