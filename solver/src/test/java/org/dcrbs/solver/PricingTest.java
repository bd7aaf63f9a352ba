package org.dcrbs.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.dcrbs.solver.pricing.Basis;
import org.dcrbs.solver.pricing.PricedAnswer;
import org.dcrbs.solver.pricing.PricedPairing;
import org.dcrbs.solver.pricing.Pricing;
import org.dcrbs.solver.pricing.PricingPolicy;
import org.dcrbs.solver.pricing.PricingPolicy.Preference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Prices on seeded tiny markets, where everything can be checked, and on markets made for one case. */
class PricingTest {
    private static final List<PricingPolicy> POLICIES = List.of(
            PricingPolicy.uniform(),
            PricingPolicy.uniform().withRoom(100, 200),
            PricingPolicy.split(0),
            PricingPolicy.split(300).withRoom(900, 900),
            new PricingPolicy(Preference.AS_GIVEN, 500, 0, 0));

    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nobodyLosesByAnyPolicy(long seed) {
        forEachPolicy(seed, (problem, priced) -> {
            Map<Integer, Long> takers = new HashMap<>();
            Map<Integer, Long> surplus = new HashMap<>();
            for (PricedPairing pairing : priced.pairings()) {
                assertThat(pairing.giverGain()).as("%s", pairing).isNotNegative();
                takers.merge(pairing.bundle(), pairing.takerGain(), Long::sum);
                surplus.merge(pairing.bundle(), pairing.surplus(), Long::sum);
                if (pairing.surplus() >= 0 && surplus(problem, pairing.bundle()).allMatch(s -> s >= 0)) {
                    assertThat(pairing.takerGain()).as("%s", pairing).isNotNegative();
                }
            }
            takers.forEach((bundle, gain) -> {
                if (surplus.getOrDefault(bundle, 0L) >= 0) {
                    assertThat(gain).as("bundle %s", bundle).isNotNegative();
                }
            });
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noPriceBreaksABoundOnANet(long seed) {
        forEachPolicy(seed, (problem, priced) -> {
            long[] net = new long[problem.parties().size()];
            for (PricedPairing pairing : priced.pairings()) {
                net[problem.bundleParty(pairing.bundle())] += pairing.worth();
                net[problem.provider(pairing.candidate())] -= pairing.worth();
            }
            for (int p = 0; p < net.length; p++) {
                PartyBounds party = problem.parties().get(p);
                assertThat(net[p])
                        .isBetween(
                                party.netMin().orElse(Long.MIN_VALUE),
                                party.netMax().orElse(Long.MAX_VALUE));
            }
            assertThat(LongStream.of(net).sum()).isZero();
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theGainsOfAllSidesComeToTheObjective(long seed) {
        forEachPolicy(
                seed,
                (problem, priced) -> assertThat(priced.giversGain() + priced.takersGain())
                        .isEqualTo(priced.pairings().stream()
                                .mapToLong(pairing -> problem.surplus(pairing.candidate()))
                                .sum()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSameAnswerIsAlwaysPricedTheSame(long seed) {
        PairingProblem problem = rational(TinyMarket.of(seed));
        solved(problem)
                .ifPresent(answer -> POLICIES.forEach(policy -> assertThat(Pricing.of(problem, answer, policy))
                        .isEqualTo(Pricing.of(problem, answer, policy))));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whereNothingIsBoundedEveryPairingGetsWhatThePolicyWants(long seed) {
        PairingProblem bounded = rational(TinyMarket.of(seed));
        PairingProblem.Builder free = PairingProblem.builder(bounded.name(), bounded.slots());
        bounded.parties().forEach(party -> free.party(PartyBounds.unbounded(party.id())));
        bounded.offers().forEach(free::offer);
        bounded.bundles().forEach(free::bundle);
        PairingProblem problem = free.build();
        solved(problem).ifPresent(answer -> {
            boolean allGain = answer.pairings().stream().allMatch(served -> problem.objective(List.of(served)) >= 0);
            if (allGain) {
                POLICIES.forEach(
                        policy -> assertThat(Pricing.of(problem, answer, policy).count(Basis.HELD))
                                .isZero());
            }
        });
    }

    @Test
    void theSameGoodCostsEveryoneTheSameAndWhoGainsLessPaysItsValue() {
        PairingProblem problem = shop(PartyBounds.unbounded("poor"));
        PricedAnswer priced =
                Pricing.of(problem, answer(problem, Optional.of(scarce(problem))), PricingPolicy.uniform());
        assertThat(priced.pairings()).extracting(PricedPairing::worth).containsExactly(50L, 45L);
        assertThat(priced.pairings()).extracting(PricedPairing::basis).containsExactly(Basis.UNIFORM, Basis.CAPPED);
        assertThat(priced.pairings()).extracting(PricedPairing::uniform).containsOnly(OptionalLong.of(50));
        assertThat(priced.uplift()).isEqualTo(5);
    }

    @Test
    void withoutDualPricesTheSurplusIsSplit() {
        PairingProblem problem = shop(PartyBounds.unbounded("poor"));
        PricedAnswer priced = Pricing.of(problem, answer(problem, Optional.empty()), PricingPolicy.uniform());
        assertThat(priced.pairings()).extracting(PricedPairing::worth).containsExactly(55L, 27L);
        assertThat(priced.count(Basis.SPLIT)).isEqualTo(2);
    }

    @Test
    void aBudgetHoldsAPriceWhereItsPartyCanPayIt() {
        PairingProblem problem = shop(PartyBounds.atMost("poor", 20));
        PricedAnswer priced =
                Pricing.of(problem, answer(problem, Optional.of(scarce(problem))), PricingPolicy.uniform());
        assertThat(priced.pairings().get(1).worth()).isEqualTo(20);
        assertThat(priced.pairings().get(1).basis()).isEqualTo(Basis.HELD);
    }

    @Test
    void roomForCommissionsIsLeftOnBothSidesWithinTheSurplus() {
        PairingProblem problem = shop(PartyBounds.unbounded("poor"));
        Answer answer = answer(problem, Optional.of(scarce(problem)));
        PricedAnswer some = Pricing.of(problem, answer, PricingPolicy.uniform().withRoom(500, 100));
        assertThat(some.pairings()).extracting(PricedPairing::worth).containsExactly(60L, 32L);
        assertThat(some.pairings()).extracting(PricedPairing::basis).containsExactly(Basis.RAISED, Basis.CAPPED);
        PricedAnswer all = Pricing.of(problem, answer, PricingPolicy.split(500).withRoom(1000, 1000));
        assertThat(all.pairings()).extracting(PricedPairing::worth).containsExactly(55L, 27L);
    }

    @Test
    void refusesSharesThatAreNoneAndMarketsWithoutMoney() {
        assertThatThrownBy(() -> PricingPolicy.split(1001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("giverPermille 1001 is not within 0..1000");
        PairingProblem swaps = TinyMarket.swaps(1);
        assertThatThrownBy(() -> Pricing.of(swaps, answer(swaps, Optional.empty()), PricingPolicy.uniform()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no money");
    }

    /** One offer that serves two: one values it at 100, one at 45; the reserve is 10. */
    private static PairingProblem shop(PartyBounds poor) {
        return PairingProblem.builder("shop", 1)
                .party(PartyBounds.unbounded("giver"))
                .party(PartyBounds.unbounded("rich"))
                .party(poor)
                .offer(new PairingOffer("o", 0, 0, 1, List.of(2L)))
                .bundle(Bundle.of("a", 1, new Line("l", 0, 1, List.of(Candidate.of(0, 100, 10, 60, 1)))))
                .bundle(Bundle.of("b", 2, new Line("l", 0, 1, List.of(Candidate.of(0, 45, 10, 15, 1)))))
                .build();
    }

    /** A unit costs 40 more than its reserve. */
    private static DualPrices scarce(PairingProblem problem) {
        return new DualPrices(problem, 4, new long[] {40 << 4}, new long[3]);
    }

    private static Answer answer(PairingProblem problem, Optional<DualPrices> prices) {
        List<ServedBundle> served = problem.maxCycle().isPresent()
                ? List.of()
                : List.of(new ServedBundle(0, List.of(0)), new ServedBundle(1, List.of(0)));
        return new Answer(problem.name(), 0, 0, Proof.LAGRANGIAN, 1, 1, 1, served, List.of(), prices);
    }

    private interface Check {
        void of(PairingProblem problem, PricedAnswer priced);
    }

    private static void forEachPolicy(long seed, Check check) {
        PairingProblem problem = rational(TinyMarket.of(seed));
        solved(problem)
                .ifPresent(
                        answer -> POLICIES.forEach(policy -> check.of(problem, Pricing.of(problem, answer, policy))));
    }

    private static Optional<Answer> solved(PairingProblem problem) {
        return BruteForce.best(problem).isEmpty()
                ? Optional.empty()
                : Optional.of(
                        PairingSolver.solve(problem, SolveLimits.seconds(60).withSteps(200), 1));
    }

    private static Stream<Long> surplus(PairingProblem problem, int bundle) {
        return problem.bundle(bundle).lines().stream()
                .flatMap(line -> line.candidates().stream())
                .map(c -> c.value() - c.reserve());
    }

    /** The same market with worths at which nobody loses, as a market's are. */
    private static PairingProblem rational(PairingProblem wild) {
        SplittableRandom random = new SplittableRandom(7);
        PairingProblem.Builder tame = PairingProblem.builder(wild.name(), wild.slots());
        wild.parties().forEach(tame::party);
        wild.offers().forEach(tame::offer);
        for (int b = 0; b < wild.bundleCount(); b++) {
            boolean gains = surplus(wild, b).allMatch(s -> s >= 0);
            Bundle bundle = wild.bundle(b);
            List<Line> lines = new ArrayList<>();
            for (Line line : bundle.lines()) {
                List<Candidate> candidates = line.candidates().stream()
                        .map(c -> new Candidate(
                                c.offer(),
                                c.value(),
                                c.reserve(),
                                c.reserve() + (gains ? random.nextLong(c.value() - c.reserve() + 1) : 0),
                                c.uses()))
                        .toList();
                lines.add(new Line(line.id(), line.from(), line.until(), candidates));
            }
            tame.bundle(new Bundle(
                    bundle.id(),
                    bundle.party(),
                    lines,
                    bundle.sameProvider(),
                    bundle.distinctProviders(),
                    bundle.mandatory()));
        }
        return tame.build();
    }
}
