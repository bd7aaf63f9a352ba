package org.dcrbs.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A good answer has no fault; every way to spoil it is found. */
class PairingCheckerTest {
    private final PairingProblem problem = PairingProblem.builder("market", 4)
            .party(PartyBounds.unbounded("giver"))
            .party(new PartyBounds("other", OptionalLong.of(-8), OptionalLong.empty()))
            .party(PartyBounds.atMost("taker", 20))
            .offer(new PairingOffer("o0", 0, 0, 4, List.of(3L)))
            .offer(new PairingOffer("o1", 1, 0, 4, List.of(3L)))
            .bundle(new Bundle("one", 2, List.of(line("a"), line("b")), true, false, true))
            .bundle(new Bundle("two", 2, List.of(line("a"), line("b")), false, true, false))
            .bundle(Bundle.of("own", 0, line("a")))
            .build();

    /** Offer 0 at a surplus of 9, offer 1 at a surplus of 5; both at a worth of 6 and a use of 2. */
    private static Line line(String id) {
        int from = id.equals("a") ? 0 : 2;
        return new Line(id, from, from + 2, List.of(Candidate.of(0, 10, 1, 6, 2), Candidate.of(1, 10, 5, 6, 2)));
    }

    @Test
    void findsNothingInAGoodAnswer() {
        assertThat(faults(18, serve(0, 0, 0))).isEmpty();
        Answer solved = PairingSolver.solve(problem, SolveLimits.seconds(20).withSteps(100), 1);
        assertThat(PairingChecker.check(problem, solved)).isEmpty();
    }

    @Test
    void findsAPoolOverdrawn() {
        assertThat(faults(32, serve(0, 0, 0), serve(1, 0, 1))).contains("pool o0/0, slot 0: 4 drawn of 3");
    }

    @Test
    void findsTwoProvidersWhereOneIsWanted() {
        assertThat(faults(14, serve(0, 0, 1))).containsExactly("bundle one wants one provider, has 2");
    }

    @Test
    void findsOneProviderWhereTwoAreWanted() {
        assertThat(faults(28, serve(0, 1, 1), serve(1, 0, 0)))
                .contains("bundle two wants distinct providers, has 1 for 2 lines");
    }

    @Test
    void findsABudgetAndACreditLimitPassed() {
        assertThat(faults(28, serve(0, 1, 1), serve(1, 0, 0)))
                .contains("party taker: net 24 is above netMax 20", "party other: net -12 is below netMin -8");
    }

    @Test
    void findsAMandatoryBundleLeftOut() {
        assertThat(faults(0)).containsExactly("bundle one is mandatory and not served");
    }

    @Test
    void findsABundleServedInPartTwiceOrUnknown() {
        assertThat(faults(18, new ServedBundle(0, List.of(0)))).contains("bundle one has 2 lines, 1 are served");
        assertThat(faults(18, serve(0, 0, 0), serve(0, 0, 0))).contains("bundle one is served twice");
        assertThat(faults(18, serve(9, 0, 0))).contains("there is no bundle with index 9");
        assertThat(faults(18, serve(0, 0, Integer.MAX_VALUE)))
                .contains("bundle one, line b: there is no candidate 2147483647");
    }

    @Test
    void findsAPartyThatServesItself() {
        assertThat(faults(27, serve(0, 1, 1), serve(2, 0))).contains("bundle own, line a: is served by its own party");
    }

    @Test
    void findsAWrongObjectiveAndABoundBelowIt() {
        assertThat(faults(19, serve(0, 0, 0))).contains("the objective is said to be 19, it is 18");
        Answer low = answer(18, 17, Optional.empty(), serve(0, 0, 0));
        assertThat(PairingChecker.check(problem, low)).containsExactly("the bound 17 is below the objective 18");
    }

    @Test
    void findsABoundThatItsPricesDoNotProve() {
        DualPrices free = new DualPrices(problem, 20, new long[8], new long[3]);
        Answer bold = answer(18, 20, Optional.of(free), serve(0, 0, 0));
        assertThat(PairingChecker.check(problem, bold))
                .containsExactly("the bound is said to be 20, its prices prove only 41");
    }

    @Test
    void findsPricesOnALimitThatIsNotThere() {
        DualPrices wrong = new DualPrices(problem, 20, new long[8], new long[] {1, 0, 0});
        Answer bold = answer(18, 1000, Optional.of(wrong), serve(0, 0, 0));
        assertThat(PairingChecker.check(problem, bold))
                .singleElement()
                .asString()
                .contains("prove only");
    }

    @Test
    void findsReasonsMissingOrOutOfPlace() {
        Answer silent = new Answer(
                "market",
                18,
                60,
                Proof.LAGRANGIAN,
                1,
                1,
                1,
                List.of(serve(0, 0, 0)),
                List.of(new Unserved("one", "x")),
                Optional.empty());
        assertThat(PairingChecker.check(problem, silent))
                .contains(
                        "bundle one is both served and unserved",
                        "bundle two is unserved without a reason",
                        "bundle own is unserved without a reason");
    }

    @Test
    void findsACycleThatIsTooLong() {
        PairingProblem.Builder ring = PairingProblem.builder("ring", 1).maxCycle(2);
        for (int p = 0; p < 3; p++) {
            ring.party(PartyBounds.unbounded("p" + p));
        }
        for (int p = 0; p < 3; p++) {
            ring.offer(new PairingOffer("o" + p, p, 0, 1, List.of(1L)));
        }
        for (int p = 0; p < 3; p++) {
            ring.bundle(Bundle.of("b" + p, p, new Line("l", 0, 1, List.of(Candidate.of((p + 1) % 3, 2, 1, 1, 1)))));
        }
        Answer answer = new Answer(
                "ring",
                3,
                3,
                Proof.LAGRANGIAN,
                1,
                1,
                1,
                List.of(serve(0, 0), serve(1, 0), serve(2, 0)),
                List.of(),
                Optional.empty());
        assertThat(PairingChecker.check(ring.build(), answer))
                .contains("party p0 is in a cycle or chain of 3 parties, 2 are allowed")
                .hasSize(3);
    }

    private List<String> faults(long objective, ServedBundle... served) {
        return PairingChecker.check(problem, answer(objective, 60, Optional.empty(), served));
    }

    private Answer answer(long objective, long bound, Optional<DualPrices> prices, ServedBundle... served) {
        List<Integer> in = List.of(served).stream().map(ServedBundle::bundle).toList();
        List<Unserved> out = IntStream.range(0, 3)
                .filter(b -> !in.contains(b))
                .mapToObj(b -> new Unserved(problem.bundleId(b), "for a test"))
                .toList();
        return new Answer("market", objective, bound, Proof.LAGRANGIAN, 1, 1, 1, List.of(served), out, prices);
    }

    private static ServedBundle serve(int bundle, Integer... picks) {
        return new ServedBundle(bundle, List.of(picks));
    }
}
