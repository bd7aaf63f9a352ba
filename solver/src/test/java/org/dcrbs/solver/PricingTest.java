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

    @Test
    void anAnswerToAnotherProblemIsNotPriced() {
        PairingProblem market = sale("market", PartyBounds.unbounded("taker"), 1000, 500, 600);
        Answer answer = PairingSolver.solve(market, LIMITS, 1);
        PairingProblem other = sale("other", PartyBounds.unbounded("taker"), 1000, 500, 600);
        assertThatThrownBy(() -> Pricing.of(other, answer, PricingPolicy.uniform()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the answer is to 'market', not to 'other'");
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 0, giverPermille -1", "0, 1001, 0, giverRoomPermille 1001", "0, 0, -5, takerRoomPermille -5"})
    void aShareIsWithinNothingAndAll(int giver, int giverRoom, int takerRoom, String told) {
        assertThatThrownBy(() -> new PricingPolicy(PricingPolicy.Preference.SPLIT, giver, giverRoom, takerRoom))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(told + " is not within 0..1000");
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 500, 0, 100, 0, 600", // the giver's tenth, though the taker is to have everything
        "1000, 500, 1000, 0, 100, 900", // the taker's tenth, though the giver is to
        "1000, 990, 500, 100, 300, 992" // too little for both: one to three
    })
    void eachSideKeepsRoomForItsCommission(
            long value, long reserve, int giver, int giverRoom, int takerRoom, long worth) {
        PairingProblem market = sale("sale", PartyBounds.unbounded("taker"), value, reserve, reserve);
        assertThat(only(market, PricingPolicy.split(giver).withRoom(giverRoom, takerRoom))
                        .worth())
                .isEqualTo(worth);
    }

    @Test
    void aBudgetHoldsWhatTheGiverWouldGetOtherwise() {
        PairingProblem market = sale("sale", PartyBounds.atMost("taker", 650), 1000, 500, 600);
        PricedPairing pairing = only(market, PricingPolicy.split(1000));
        assertThat(pairing.worth()).isEqualTo(650);
        assertThat(pairing.basis()).isEqualTo(Basis.HELD);
    }

    @Test
    void theUniformPriceIsAtLeastWhatWhoWentWithoutWouldHavePaid() {
        PairingProblem market = giver("auction")
                .party(PartyBounds.unbounded("taker"))
                .bundle(Bundle.of("keen", 1, new Line("l", 0, 1, List.of(Candidate.of(0, 900, 500, 600, 1)))))
                .bundle(Bundle.of("cool", 1, new Line("l", 0, 1, List.of(Candidate.of(0, 800, 500, 600, 1)))))
                .build();
        PricedPairing pairing = only(market, PricingPolicy.uniform());
        assertThat(market.bundleId(pairing.bundle())).isEqualTo("keen");
        assertThat(pairing.worth()).isBetween(800L, 900L);
    }

    /** One giver, one taker, one thing. */
    private static PairingProblem sale(String name, PartyBounds taker, long value, long reserve, long worth) {
        return giver(name)
                .party(taker)
                .bundle(Bundle.of("d", 1, new Line("l", 0, 1, List.of(Candidate.of(0, value, reserve, worth, 1)))))
                .build();
    }

    private static PairingProblem.Builder giver(String name) {
        return PairingProblem.builder(name, 1)
                .party(PartyBounds.unbounded("giver"))
                .offer(new PairingOffer("o", 0, 0, 1, List.of(1L)));
    }

    private static PricedPairing only(PairingProblem market, PricingPolicy policy) {
        List<PricedPairing> pairings = Pricing.of(market, PairingSolver.solve(market, LIMITS, 1), policy)
                .pairings();
        assertThat(pairings).hasSize(1);
        return pairings.get(0);
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
