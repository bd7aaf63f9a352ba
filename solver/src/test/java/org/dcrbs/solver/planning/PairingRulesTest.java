package org.dcrbs.solver.planning;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.dcrbs.solver.Bundle;
import org.dcrbs.solver.Candidate;
import org.dcrbs.solver.Line;
import org.dcrbs.solver.PairingOffer;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PartyBounds;
import org.dcrbs.solver.search.Terms;
import org.dcrbs.solver.table.PairingTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.optaplanner.test.api.score.stream.ConstraintVerifier;

/** Each rule on its own. Candidates are counted through all lines: the first line of the first bundle has 0 and 1. */
class PairingRulesTest {
    private final ConstraintVerifier<PairingRules, Plan> verifier =
            ConstraintVerifier.build(new PairingRules(), Plan.class, BundlePlan.class);

    @Test
    void twoPairingsOverOnePoolArePenalisedByTheExcess() {
        PairingTable table = table(Bundle.of("a", 2, line(0, 4)), Bundle.of("b", 2, line(0, 3)));
        verifier.verifyThat(PairingRules::poolIsNeverOverdrawn)
                .given(plan(table, 0, 0), plan(table, 1, 2))
                .penalizesBy(2 * (4 + 3 - 5));
    }

    @Test
    void pairingsThatFillAPoolAreFine() {
        PairingTable table = table(Bundle.of("a", 2, line(0, 3)), Bundle.of("b", 2, line(0, 2)));
        verifier.verifyThat(PairingRules::poolIsNeverOverdrawn)
                .given(plan(table, 0, 0), plan(table, 1, 2))
                .penalizesBy(0);
    }

    @Test
    void pairingsOneAfterTheOtherDoNotAddUp() {
        Line early = new Line("early", 0, 1, List.of(Candidate.of(0, 9, 1, 5, 4)));
        Line late = new Line("late", 1, 2, List.of(Candidate.of(0, 9, 1, 5, 4)));
        PairingTable table = table(Bundle.of("a", 2, early), Bundle.of("b", 2, late));
        verifier.verifyThat(PairingRules::poolIsNeverOverdrawn)
                .given(plan(table, 0, 0), plan(table, 1, 1))
                .penalizesBy(0);
    }

    @Test
    void aBundleWithALineLeftOutIsPenalised() {
        PairingTable table = table(Bundle.of("a", 2, line("l1", 0, 1), line("l2", 0, 1)));
        verifier.verifyThat(PairingRules::bundleIsServedWhole)
                .given(plan(table, 0, 0))
                .penalizesBy(1);
        verifier.verifyThat(PairingRules::bundleIsServedWhole)
                .given(plan(table, 0, 0, 2))
                .penalizesBy(0);
        verifier.verifyThat(PairingRules::bundleIsServedWhole)
                .given(plan(table, 0))
                .penalizesBy(0);
    }

    @Test
    void aMandatoryBundleThatStaysOutIsPenalised() {
        PairingTable table = table(new Bundle("a", 2, List.of(line(0, 1)), false, false, true));
        verifier.verifyThat(PairingRules::mandatoryBundleIsServed)
                .given(plan(table, 0), terms(table, 1))
                .penalizesBy(50);
        verifier.verifyThat(PairingRules::mandatoryBundleIsServed)
                .given(plan(table, 0, 1), terms(table, 1))
                .penalizesBy(0);
    }

    @Test
    void aBundleThatWantsOneProviderIsPenalisedForTwo() {
        PairingTable table = table(new Bundle("a", 2, List.of(line("l1", 0, 1), line("l2", 0, 1)), true, false, false));
        verifier.verifyThat(PairingRules::bundleHasTheSameProvider)
                .given(plan(table, 0, 0, 3))
                .penalizesBy(1);
        verifier.verifyThat(PairingRules::bundleHasTheSameProvider)
                .given(plan(table, 0, 1, 3))
                .penalizesBy(0);
    }

    @Test
    void aBundleThatWantsDistinctProvidersIsPenalisedForOne() {
        PairingTable table = table(new Bundle("a", 2, List.of(line("l1", 0, 1), line("l2", 0, 1)), false, true, false));
        verifier.verifyThat(PairingRules::bundleHasDistinctProviders)
                .given(plan(table, 0, 1, 3))
                .penalizesBy(1);
        verifier.verifyThat(PairingRules::bundleHasDistinctProviders)
                .given(plan(table, 0, 0, 3))
                .penalizesBy(0);
    }

    @Test
    void aBudgetIsPenalisedByWhatPassesIt() {
        PairingTable table = table(
                List.of(PartyBounds.unbounded("p0"), PartyBounds.unbounded("p1"), PartyBounds.atMost("p2", 7)),
                Bundle.of("a", 2, line(0, 1)),
                Bundle.of("b", 2, line(0, 1)));
        verifier.verifyThat(PairingRules::netStaysWithinBounds)
                .given(plan(table, 0, 0), plan(table, 1, 2), terms(table, 2))
                .penalizesBy(2 * (5 + 5 - 7));
        verifier.verifyThat(PairingRules::netStaysWithinBounds)
                .given(plan(table, 0, 0), plan(table, 1), terms(table, 2))
                .penalizesBy(0);
    }

    @Test
    void aBarterOnlyPartyMayGiveNoMoreThanItsTolerance() {
        PairingTable table = table(
                List.of(PartyBounds.between("p0", -3, 3), PartyBounds.unbounded("p1"), PartyBounds.unbounded("p2")),
                Bundle.of("a", 2, line(0, 1)));
        verifier.verifyThat(PairingRules::netStaysWithinBounds)
                .given(plan(table, 0, 0), terms(table, 1))
                .penalizesBy(5 - 3);
        verifier.verifyThat(PairingRules::netStaysWithinBounds)
                .given(plan(table, 0, 1), terms(table, 1))
                .penalizesBy(0);
    }

    @Test
    void aPartyThatMustReceiveIsPenalisedWhileNothingIsServed() {
        PairingTable table = table(
                List.of(
                        PartyBounds.unbounded("p0"),
                        PartyBounds.unbounded("p1"),
                        new PartyBounds("p2", OptionalLong.of(4), OptionalLong.empty())),
                Bundle.of("a", 2, line(0, 1)));
        verifier.verifyThat(PairingRules::netStaysWithinBounds)
                .given(plan(table, 0), terms(table, 1))
                .penalizesBy(4);
    }

    @Test
    void aCycleOfThreeIsPenalisedWhereTwoAreAllowed() {
        PairingTable table = ring(2);
        verifier.verifyThat(PairingRules::cycleIsShortEnough)
                .given(plan(table, 0, 0), plan(table, 1, 1), plan(table, 2, 2))
                .penalizesBy(3);
    }

    @Test
    void aCycleOfThreeIsFineWhereThreeAreAllowed() {
        PairingTable table = ring(3);
        verifier.verifyThat(PairingRules::cycleIsShortEnough)
                .given(plan(table, 0, 0), plan(table, 1, 1), plan(table, 2, 2))
                .penalizesBy(0);
    }

    @Test
    void aChainCountsItsPartiesAsACycleDoes() {
        PairingTable table = ring(2);
        verifier.verifyThat(PairingRules::cycleIsShortEnough)
                .given(plan(table, 0, 0), plan(table, 1, 1), plan(table, 2))
                .penalizesBy(1);
    }

    @Test
    void surplusIsRewarded() {
        PairingTable table = table(Bundle.of("a", 2, line(0, 1)));
        verifier.verifyThat(PairingRules::surplusIsMade)
                .given(plan(table, 0, 0))
                .rewardsWith(8);
    }

    @Test
    void aLossIsPenalised() {
        PairingTable table = table(Bundle.of("a", 2, line(0, 1)));
        verifier.verifyThat(PairingRules::lossIsAvoided)
                .given(plan(table, 0, 1))
                .penalizesBy(4);
    }

    /** Offers of parties 0 and 1, each one pool of 5 in the slots 0 and 1; party 2 receives. */
    private static PairingTable table(Bundle... bundles) {
        return table(
                List.of(PartyBounds.unbounded("p0"), PartyBounds.unbounded("p1"), PartyBounds.unbounded("p2")),
                bundles);
    }

    private static PairingTable table(List<PartyBounds> parties, Bundle... bundles) {
        PairingProblem.Builder problem = PairingProblem.builder("rules", 2);
        parties.forEach(problem::party);
        problem.offer(new PairingOffer("o0", 0, 0, 2, List.of(5L)));
        problem.offer(new PairingOffer("o1", 1, 0, 2, List.of(5L)));
        Arrays.stream(bundles).forEach(problem::bundle);
        return new PairingTable(problem.build());
    }

    /** Each party receives from the next. */
    private static PairingTable ring(int maxCycle) {
        PairingProblem.Builder problem = PairingProblem.builder("ring", 1).maxCycle(maxCycle);
        for (int p = 0; p < 3; p++) {
            problem.party(PartyBounds.unbounded("p" + p));
        }
        for (int p = 0; p < 3; p++) {
            problem.offer(new PairingOffer("o" + p, p, 0, 1, List.of(1L)));
        }
        for (int p = 0; p < 3; p++) {
            problem.bundle(Bundle.of("b" + p, p, new Line("l", 0, 1, List.of(Candidate.of((p + 1) % 3, 5, 1, 1, 1)))));
        }
        return new PairingTable(problem.build());
    }

    private static Line line(int from, long use) {
        return line("l", from, use);
    }

    /** Candidates: offer 0 at a surplus of 8 and a worth of 5, offer 1 at a loss of 4. */
    private static Line line(String id, int from, long use) {
        return new Line(id, from, 2, List.of(Candidate.of(0, 9, 1, 5, use), Candidate.of(1, 1, 5, 5, use)));
    }

    private static BundlePlan plan(PairingTable table, int bundle, int... picks) {
        @Nullable Serving serving = picks.length == 0 ? null : new Serving(picks);
        return new BundlePlan(table, bundle, List.of(), serving);
    }

    private static Terms terms(PairingTable table, double netPenalty) {
        return new Terms(table, netPenalty, 50);
    }
}
