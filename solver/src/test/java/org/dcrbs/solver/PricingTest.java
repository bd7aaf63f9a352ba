package org.dcrbs.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dcrbs.solver.bench.StandardMarket;
import org.dcrbs.solver.bench.StandardMarket.Money;
import org.dcrbs.solver.pricing.Basis;
import org.dcrbs.solver.pricing.PricedAnswer;
import org.dcrbs.solver.pricing.PricedPairing;
import org.dcrbs.solver.pricing.Pricing;
import org.dcrbs.solver.pricing.PricingPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricingTest {
    private static final SolveLimits LIMITS =
            SolveLimits.seconds(60).withSteps(5_000).withThreads(1);
    private static final List<PricingPolicy> POLICIES = List.of(
            PricingPolicy.uniform(),
            PricingPolicy.uniform().withRoom(20, 30),
            PricingPolicy.split(0),
            PricingPolicy.split(250).withRoom(50, 50),
            PricingPolicy.split(1000),
            PricingPolicy.asGiven());

    @ParameterizedTest
    @CsvSource({"1, TIGHT", "2, CREDIT", "3, CAPACITY", "4, TIGHT", "5, CREDIT", "6, CAPACITY"})
    void nobodyLosesAndNoBoundIsPassedWhateverThePolicy(long seed, Money money) {
        PairingProblem market = StandardMarket.of(700, seed, money);
        Answer answer = PairingSolver.solve(market, LIMITS, seed);
        for (PricingPolicy policy : POLICIES) {
            holds(market, answer, Pricing.of(market, answer, policy));
        }
    }

    @Test
    void theSameHoldsInEveryTinyMarket() {
        for (long seed = 0; seed < 200; seed++) {
            PairingProblem market = TinyMarket.of(seed);
            Answer answer;
            try {
                answer = PairingSolver.solve(market, LIMITS, seed);
            } catch (NoFeasibleAnswerException none) {
                continue;
            }
            for (PricingPolicy policy : POLICIES) {
                boundsHold(market, Pricing.of(market, answer, policy));
            }
        }
    }

    @Test
    void inAnAssignmentEachOfferHasOnePriceAndNobodyWouldRatherHaveAnother() {
        PairingProblem market = assignment(40, 7);
        Answer answer = PairingSolver.solve(market, LIMITS, 1);
        PricedAnswer priced = Pricing.of(market, answer, PricingPolicy.uniform());
        assertThat(priced.count(Basis.UNIFORM)).isEqualTo(priced.pairings().size());
        Map<Integer, Long> charge = new HashMap<>();
        priced.pairings()
                .forEach(pairing -> charge.put(market.offer(pairing.candidate()), pairing.worth() - pairing.reserve()));
        for (PricedPairing pairing : priced.pairings()) {
            for (int k = market.firstCandidate(pairing.line()); k < market.firstCandidate(pairing.line() + 1); k++) {
                long elsewhere = market.surplus(k) - charge.getOrDefault(market.offer(k), 0L);
                // Prices are whole units, rounded.
                assertThat(pairing.takerGain()).isGreaterThanOrEqualTo(elsewhere - 1);
            }
        }
    }

    @Test
    void aSplitGivesTheGiverItsShareOfEachSurplus() {
        PairingProblem market = StandardMarket.of(700, 1, Money.CAPACITY);
        Answer answer = PairingSolver.solve(market, LIMITS, 1);
        PricedAnswer priced = Pricing.of(market, answer, PricingPolicy.split(300));
        Set<Integer> losing = priced.pairings().stream()
                .filter(pairing -> pairing.surplus() < 0)
                .map(PricedPairing::bundle)
                .collect(Collectors.toSet());
        assertThat(priced.count(Basis.SPLIT)).isGreaterThan(priced.pairings().size() / 2);
        for (PricedPairing pairing : priced.pairings()) {
            if (pairing.basis() == Basis.SPLIT && !losing.contains(pairing.bundle())) {
                assertThat(pairing.giverGain()).isEqualTo(pairing.surplus() * 3 / 10);
            }
        }
        assertThat(priced.giversGain() + priced.takersGain()).isEqualTo(answer.objective());
    }

    @Test
    void eachLineGoesByItsOwnPolicy() {
        PairingProblem market = StandardMarket.of(700, 1, Money.CAPACITY);
        Answer answer = PairingSolver.solve(market, LIMITS, 1);
        PricedAnswer priced =
                Pricing.of(market, answer, line -> line % 2 == 0 ? PricingPolicy.asGiven() : PricingPolicy.split(1000));
        priced.pairings().stream()
                .filter(pairing -> pairing.line() % 2 == 0 && pairing.basis() == Basis.GIVEN)
                .forEach(pairing -> assertThat(pairing.worth())
                        .isBetween(pairing.reserve(), Math.max(pairing.reserve(), pairing.value())));
        assertThat(priced.count(Basis.SPLIT)).isPositive();
        assertThat(priced.count(Basis.GIVEN)).isPositive();
    }

    @Test
    void aSwapMarketHasNoMoneyToPriceIn() {
        PairingProblem swaps = IntStream.range(0, 100)
                .mapToObj(TinyMarket::swaps)
                .filter(market -> market.maxCycle().isPresent())
                .findFirst()
                .orElseThrow();
        Answer answer = PairingSolver.solve(swaps, LIMITS, 1);
        assertThatThrownBy(() -> Pricing.of(swaps, answer, PricingPolicy.uniform()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no money");
    }

    /** Everybody could have every offer, once. */
    private static PairingProblem assignment(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PairingProblem.Builder problem = PairingProblem.builder("assignment", 1)
                .party(PartyBounds.unbounded("giver"))
                .party(PartyBounds.unbounded("taker"));
        for (int o = 0; o < size; o++) {
            problem.offer(new PairingOffer("o" + o, 0, 0, 1, List.of(1L)));
        }
        for (int b = 0; b < size; b++) {
            List<Candidate> candidates = IntStream.range(0, size)
                    .mapToObj(o -> Candidate.of(o, 1000 + random.nextInt(1000), 900, 950, 1))
                    .toList();
            problem.bundle(Bundle.of("b" + b, 1, new Line("l" + b, 0, 1, candidates)));
        }
        return problem.build();
    }

    private static void holds(PairingProblem market, Answer answer, PricedAnswer priced) {
        boundsHold(market, priced);
        Map<Integer, Long> takers = new HashMap<>();
        Map<Integer, Long> before = new HashMap<>();
        for (PricedPairing pairing : priced.pairings()) {
            long given = market.worth(pairing.candidate());
            assertThat(pairing.giverGain()).isGreaterThanOrEqualTo(Math.min(0, given - pairing.reserve()));
            takers.merge(pairing.bundle(), pairing.takerGain(), Long::sum);
            before.merge(pairing.bundle(), pairing.value() - given, Long::sum);
        }
        takers.forEach((bundle, gain) ->
                assertThat(gain).isGreaterThanOrEqualTo(Math.min(0, before.getOrDefault(bundle, 0L))));
        assertThat(priced.giversGain() + priced.takersGain()).isEqualTo(answer.objective());
    }

    /** Also where the worths that candidates came with make somebody lose, which pricing cannot always mend. */
    private static void boundsHold(PairingProblem market, PricedAnswer priced) {
        long[] net = new long[market.parties().size()];
        for (PricedPairing pairing : priced.pairings()) {
            net[market.bundleParty(pairing.bundle())] += pairing.worth();
            net[market.provider(pairing.candidate())] -= pairing.worth();
        }
        for (int p = 0; p < net.length; p++) {
            PartyBounds bounds = market.parties().get(p);
            assertThat(net[p]).isLessThanOrEqualTo(bounds.netMax().orElse(Long.MAX_VALUE));
            assertThat(net[p]).isGreaterThanOrEqualTo(bounds.netMin().orElse(Long.MIN_VALUE));
        }
    }
}
