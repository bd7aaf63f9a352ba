package org.dcrbs.server.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.dcrbs.market.Credits;
import org.dcrbs.rules.NegotiationPolicy;
import org.dcrbs.server.negotiation.AlternatingOffers.Agreement;
import org.dcrbs.server.negotiation.AlternatingOffers.Move;
import org.junit.jupiter.api.Test;

class AlternatingOffersTest {
    private static final Credits RESERVE = Credits.of(10);
    private static final Credits VALUE = Credits.of(30);

    @Test
    void bothSidesConcedingAlikeMeetInTheMiddle() {
        assertThat(negotiate(10, 1, 1).worth()).isEqualTo(Credits.of(20));
    }

    @Test
    void theGiverOpensAtTheValueAndTheTakerAtTheReserve() {
        assertThat(negotiate(10, 1, 1).moves())
                .startsWith(new Move(true, VALUE), new Move(false, RESERVE), new Move(true, Credits.of(28)));
    }

    @Test
    void whoHoldsOutToTheEndGetsMoreOfIt() {
        assertThat(negotiate(10, 4, 1).worth()).isGreaterThan(Credits.of(20));
        assertThat(negotiate(10, 1, 4).worth()).isLessThan(Credits.of(20));
    }

    @Test
    void whoGivesWayEarlyGetsLess() {
        assertThat(negotiate(10, 0.25, 1).worth()).isLessThan(Credits.of(20));
        assertThat(negotiate(10, 1, 0.25).worth()).isGreaterThan(Credits.of(20));
    }

    @Test
    void wherePriceLeavesNoChoiceThatIsThePrice() {
        Agreement agreement = AlternatingOffers.negotiate(VALUE, VALUE, policy(10, 3, 3));

        assertThat(agreement.worth()).isEqualTo(VALUE);
        assertThat(agreement.moves()).hasSize(2);
    }

    @Test
    void anOddMicroCreditIsRoundedDown() {
        Agreement agreement = AlternatingOffers.negotiate(Credits.ZERO, Credits.micro(3), policy(2, 1, 1));

        assertThat(agreement.worth()).isEqualTo(Credits.micro(1));
    }

    @Test
    void everyNegotiationEndsBetweenTheLimitsAndNobodyTakesAnOfferBack() {
        SplittableRandom random = new SplittableRandom(11);
        for (int run = 0; run < 5000; run++) {
            Credits reserve = Credits.micro(random.nextLong(1L << random.nextInt(1, 59)));
            Credits value = Credits.micro(random.nextLong(reserve.micro(), Credits.MOST.micro()));
            NegotiationPolicy policy =
                    policy(random.nextInt(1, 200), random.nextDouble(0.01, 20), random.nextDouble(0.01, 20));

            Agreement agreement = AlternatingOffers.negotiate(reserve, value, policy);

            assertThat(agreement.worth()).as("run %d", run).isBetween(reserve, value);
            assertThat(agreement.moves()).hasSizeLessThanOrEqualTo(2 * (policy.rounds() + 1));
            List<Credits> asks = amounts(agreement, true);
            List<Credits> bids = amounts(agreement, false);
            assertThat(asks).allSatisfy(ask -> assertThat(ask).isBetween(reserve, value));
            assertThat(bids).allSatisfy(bid -> assertThat(bid).isBetween(reserve, value));
            assertThat(asks).isSortedAccordingTo((a, b) -> b.compareTo(a));
            assertThat(bids).isSorted();
        }
    }

    private static List<Credits> amounts(Agreement agreement, boolean giver) {
        return agreement.moves().stream()
                .filter(move -> move.byGiver() == giver)
                .map(Move::amount)
                .toList();
    }

    private static Agreement negotiate(int rounds, double giver, double taker) {
        return AlternatingOffers.negotiate(RESERVE, VALUE, policy(rounds, giver, taker));
    }

    private static NegotiationPolicy policy(int rounds, double giver, double taker) {
        return new NegotiationPolicy(true, rounds, giver, taker, List.of());
    }
}
