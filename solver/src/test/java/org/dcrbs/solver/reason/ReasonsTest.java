package org.dcrbs.solver.reason;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dcrbs.solver.Answer;
import org.dcrbs.solver.Bundle;
import org.dcrbs.solver.Candidate;
import org.dcrbs.solver.Line;
import org.dcrbs.solver.PairingOffer;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PairingSolver;
import org.dcrbs.solver.PartyBounds;
import org.dcrbs.solver.SolveLimits;
import org.dcrbs.solver.Unserved;
import org.junit.jupiter.api.Test;

/** Each reason, in a market where it is the true one. */
class ReasonsTest {
    private final PairingProblem.Builder market = PairingProblem.builder("reasons", 8)
            .party(PartyBounds.unbounded("giver"))
            .party(PartyBounds.unbounded("other"))
            .party(PartyBounds.unbounded("rich"))
            .party(PartyBounds.atMost("poor", 100))
            .offer(new PairingOffer("o0", 0, 0, 8, List.of(10L, 500L)))
            .offer(new PairingOffer("o1", 1, 0, 8, List.of(10L)));

    @Test
    void nobodyOffered() {
        market.bundle(Bundle.of("d", 2, new Line("l7", 0, 2, List.of())));
        assertThat(reason("d")).isEqualTo("line l7: no candidates");
    }

    @Test
    void onlyItsOwnPartyOffered() {
        market.bundle(Bundle.of("d", 0, line("l1", 0, 2, onFirst(90, 1, 1))));
        assertThat(reason("d")).isEqualTo("line l1: all candidates are its own party's");
    }

    @Test
    void everyOfferIsTooSmall() {
        market.bundle(Bundle.of("d", 2, line("l1", 0, 2, onFirst(90, 1, 501))));
        assertThat(reason("d")).isEqualTo("line l1: no candidate's offer is large enough");
    }

    @Test
    void noOneProviderCoversAllLines() {
        market.bundle(new Bundle(
                "d",
                2,
                List.of(line("l1", 0, 2, onFirst(90, 1, 1)), line("l2", 0, 2, onSecond(90, 1))),
                true,
                false,
                false));
        assertThat(reason("d")).isEqualTo("no one provider has a candidate for every line");
    }

    @Test
    void noTwoProvidersAreDistinct() {
        market.bundle(new Bundle(
                "d",
                2,
                List.of(line("l1", 0, 2, onFirst(90, 1, 1)), line("l2", 0, 2, onFirst(90, 1, 1))),
                false,
                true,
                false));
        assertThat(reason("d")).isEqualTo("no choice of providers satisfies its wish for distinct providers");
    }

    @Test
    void aPoolIsSoldOut() {
        market.bundle(Bundle.of("big", 2, line("l", 2, 6, onFirst(900, 1, 500))));
        market.bundle(Bundle.of("d", 2, line("l", 4, 8, onFirst(50, 1, 120))));
        assertThat(reason("d"))
                .isEqualTo("pool o0/1 is sold out in slots 4-5, taken by bundle big (rich)"
                        + "; 120 more of pool o0/1 would place it"
                        + "; or 851 more value, instead of bundle big (rich)");
    }

    @Test
    void aPoolIsTooFull() {
        market.bundle(Bundle.of("big", 2, line("l", 2, 5, onFirst(900, 1, 450))));
        market.bundle(Bundle.of("d", 2, line("l", 4, 8, onFirst(50, 1, 120))));
        assertThat(reason("d"))
                .isEqualTo("pool o0/1 is too full in slot 4, taken by bundle big (rich)"
                        + "; 70 more of pool o0/1 would place it"
                        + "; or 851 more value, instead of bundle big (rich)");
    }

    @Test
    void aBudgetIsSpent() {
        market.bundle(Bundle.of("big", 3, line("l", 0, 2, onFirst(900, 90, 1))));
        market.bundle(Bundle.of("d", 3, line("l", 0, 2, onFirst(50, 30, 1))));
        assertThat(reason("d"))
                .isEqualTo("party poor's net limit (netMax 100) would be passed by 20"
                        + "; a netMax of 120 for party poor would place it"
                        + "; or 851 more value, instead of bundle big (poor)");
    }

    @Test
    void aPoolAndABudgetAreInTheWay() {
        market.bundle(Bundle.of("big", 3, line("l", 0, 2, onFirst(900, 90, 500))));
        market.bundle(Bundle.of("d", 3, line("l", 0, 2, onFirst(50, 30, 1))));
        assertThat(reason("d"))
                .isEqualTo("pool o0/1 is sold out in slots 0-1, taken by bundle big (poor); and "
                        + "party poor's net limit (netMax 100) would be passed by 20"
                        + "; 1 more of pool o0/1 and a netMax of 120 for party poor would place it"
                        + "; or 851 more value, instead of bundle big (poor)");
    }

    @Test
    void itIsNotWorthItsCost() {
        market.bundle(Bundle.of("d", 2, line("l", 0, 2, onFirst(-40, 30, 1))));
        market.bundle(Bundle.of("e", 2, line("l", 0, 2, onFirst(0, 30, 1))));
        assertThat(reason("d")).isEqualTo("its surplus would be negative: -40; 41 more value would place it");
    }

    @Test
    void itIsNotWorthItsCostAndHasNoRoomEither() {
        market.bundle(Bundle.of("big", 2, line("l", 2, 6, onFirst(900, 1, 500))));
        market.bundle(Bundle.of("d", 2, line("l", 4, 8, onFirst(-40, 30, 120))));
        assertThat(reason("d"))
                .isEqualTo("its surplus would be negative: -40; and "
                        + "pool o0/1 is sold out in slots 4-5, taken by bundle big (rich)"
                        + "; 120 more of pool o0/1 and 41 more value would place it"
                        + "; or 941 more value, instead of bundle big (rich)");
    }

    private String reason(String bundle) {
        Answer answer =
                PairingSolver.solve(market.build(), SolveLimits.seconds(60).withSteps(100), 1);
        return answer.unserved().stream()
                .filter(out -> out.bundleId().equals(bundle))
                .map(Unserved::reason)
                .findFirst()
                .orElse("it is served");
    }

    private static Line line(String id, int from, int until, Candidate candidate) {
        return new Line(id, from, until, List.of(candidate));
    }

    private static Candidate onFirst(long surplus, long worth, long use) {
        return Candidate.of(0, 1000 + surplus, 1000, worth, 1, use);
    }

    private static Candidate onSecond(long surplus, long worth) {
        return Candidate.of(1, 1000 + surplus, 1000, worth, 1);
    }
}
