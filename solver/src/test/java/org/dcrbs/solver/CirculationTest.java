package org.dcrbs.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.dcrbs.solver.exact.Circulation;
import org.dcrbs.solver.table.PairingTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Swaps in cycles and chains of any length. */
class CirculationTest {
    private static final SolveLimits LIMITS = SolveLimits.seconds(60).withSteps(1_000);

    /** How those who have something to give and a wish are bound. */
    enum Bound {
        BOTH_WAYS,
        GIVES_ONLY_IF_IT_RECEIVES,
        SOME_BEGIN_CHAINS
    }

    @ParameterizedTest
    @EnumSource
    void theBestOfAllChoicesIsFoundAndProvenByPrices(Bound bound) {
        for (int seed = 0; seed < 150; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            PairingProblem market = swaps(3 + random.nextInt(4), bound, 2, random);
            OptionalLong best = BruteForce.best(market);
            if (best.isEmpty() || new PairingTable(market).candidateCount() == 0) {
                continue;
            }
            Answer answer = PairingSolver.solve(market, LIMITS, 1);
            assertThat(PairingChecker.check(market, answer)).as(market.name()).isEmpty();
            assertThat(answer.objective()).as(market.name()).isEqualTo(best.getAsLong());
            assertThat(answer.bound()).as(market.name()).isEqualTo(best.getAsLong());
            assertThat(answer.proof()).isEqualTo(Proof.FLOW);
            assertThat(answer.steps()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void alsoAmongManyParties(Bound bound) {
        PairingProblem market = swaps(1_500, bound, 150, new SplittableRandom(1));
        Answer answer = PairingSolver.solve(market, LIMITS, 1);
        assertThat(PairingChecker.check(market, answer)).isEmpty();
        assertThat(answer.objective()).isPositive().isEqualTo(answer.bound());
        assertThat(answer.proof()).isEqualTo(Proof.FLOW);
    }

    @Test
    void whoeverMustGiveBesideOneWhoNeedNotIsLeftToTheSearch() {
        PairingProblem mixed = PairingProblem.builder("mixed", 1)
                .party(PartyBounds.between("p0", 0, 0))
                .party(PartyBounds.between("p1", -1, 1))
                .offer(new PairingOffer("o0", 0, 0, 1, List.of(1L)))
                .offer(new PairingOffer("o1", 1, 0, 1, List.of(1L)))
                .bundle(wish(0, List.of(Candidate.of(1, 5, 0, 1, 1)), false))
                .bundle(wish(1, List.of(Candidate.of(0, 5, 0, 1, 1)), false))
                .build();
        assertThat(Circulation.of(new PairingTable(mixed))).isEmpty();
        assertThat(PairingSolver.solve(mixed, LIMITS, 1).objective()).isEqualTo(10);
    }

    private static PairingProblem swaps(int parties, Bound bound, int outOf, SplittableRandom random) {
        PairingProblem.Builder problem = PairingProblem.builder("swaps of " + parties, 1);
        for (int p = 0; p < parties; p++) {
            boolean begins = bound == Bound.SOME_BEGIN_CHAINS && random.nextInt(4) == 0;
            problem.party(PartyBounds.between("p" + p, begins ? -1 : 0, bound == Bound.BOTH_WAYS ? 0 : 1));
        }
        for (int p = 0; p < parties; p++) {
            problem.offer(new PairingOffer("o" + p, p, 0, 1, List.of(1L)));
        }
        for (int p = 0; p < parties; p++) {
            List<Candidate> candidates = new ArrayList<>();
            for (int o = 0; o < parties; o++) {
                if (random.nextInt(outOf) == 0) {
                    candidates.add(Candidate.of(o, random.nextInt(9), random.nextInt(4), 1, 1));
                }
            }
            int self = p;
            boolean servable = candidates.stream().anyMatch(candidate -> candidate.offer() != self);
            problem.bundle(wish(p, candidates, servable && random.nextInt(3 * parties) == 0));
        }
        return problem.build();
    }

    private static Bundle wish(int party, List<Candidate> candidates, boolean mandatory) {
        return new Bundle("b" + party, party, List.of(new Line("l", 0, 1, candidates)), false, false, mandatory);
    }
}
