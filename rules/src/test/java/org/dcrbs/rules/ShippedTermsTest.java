package org.dcrbs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dcrbs.market.Category;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.Credits;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.negotiation.FairEnd;
import org.dcrbs.market.negotiation.Tactic;
import org.dcrbs.market.negotiation.Tactics;
import org.dcrbs.rules.facts.Deal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commission, negotiation and equity under the shipped policies. */
class ShippedTermsTest {
    private static final PartyId COORDINATOR = new PartyId("coordinator");
    private static final PartyId ANN = new PartyId("ann");
    private static final PartyId BOB = new PartyId("bob");

    private final PolicySet policies = PolicySet.shipped();

    @Test
    void eachSidePaysTwoPercent() {
        assertThat(policies.commission(deal(Category.MEMORY, ANN, BOB)))
                .isEqualTo(new CommissionRates(20, 20, List.of("Commission: both sides")));
    }

    @Test
    void theTakerOfAFilePaysFourPercent() {
        CommissionRates rates = policies.commission(deal(Category.FILE, ANN, BOB));
        assertThat(rates.giverPermille()).isEqualTo(20);
        assertThat(rates.takerPermille()).isEqualTo(40);
        assertThat(rates.rules())
                .containsExactlyInAnyOrder("Commission: both sides", "Commission: files take more to arrange");
    }

    @Test
    void moneyChangesHandsWithoutCommission() {
        assertThat(policies.commission(deal(Category.MONEY, ANN, BOB))).isEqualTo(CommissionRates.NONE);
    }

    @Test
    void theCoordinatorGetsNothingForADealOfItsOwn() {
        assertThat(policies.commission(deal(Category.FILE, COORDINATOR, BOB))).isEqualTo(CommissionRates.NONE);
        assertThat(policies.commission(deal(Category.FILE, ANN, COORDINATOR))).isEqualTo(CommissionRates.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void noDealCostsMoreThanTheMost(Category category) {
        CommissionRates most = policies.mostCommission();
        CommissionRates rates = policies.commission(deal(category, ANN, BOB));
        assertThat(most).isEqualTo(new CommissionRates(50, 50, List.of("Commission: the most")));
        assertThat(rates.giverPermille()).isLessThanOrEqualTo(most.giverPermille());
        assertThat(rates.takerPermille()).isLessThanOrEqualTo(most.takerPermille());
    }

    @ParameterizedTest
    @EnumSource
    void onlyFilesAreNegotiated(Category category) {
        assertThat(policies.negotiation(category).negotiated()).isEqualTo(category == Category.FILE);
    }

    @Test
    void filesAreNegotiatedInTenRoundsInWhichBothSidesHoldOut() {
        assertThat(policies.negotiation(Category.FILE))
                .isEqualTo(new NegotiationPolicy(
                        true,
                        new Tactics(
                                10,
                                new Tactic.Conceding(1.5),
                                new Tactic.Conceding(1.5),
                                FairEnd.MIDDLE,
                                List.of("Negotiation: files"))));
    }

    @ParameterizedTest
    @EnumSource
    void nobodyIsAskedToNegotiate(Category category) {
        assertThat(policies.persons(deal(category, ANN, BOB)).asksAnyone()).isFalse();
    }

    @Test
    void aBarterIsEquitableWithinATenthAndAtLeastACredit() {
        assertThat(policies.barterTolerance(Credits.of(100))).isEqualTo(Credits.of(10));
        assertThat(policies.barterTolerance(Credits.of(2))).isEqualTo(Credits.of(1));
        assertThat(policies.barterTolerance(Credits.ZERO)).isEqualTo(Credits.of(1));
        assertThat(policies.barterTolerance(Credits.MOST)).isEqualTo(Credits.MOST.permille(100));
    }

    private static Deal deal(Category category, PartyId giver, PartyId taker) {
        return new Deal(category, giver, taker, COORDINATOR, Credits.of(10), Credits.of(2), Circumstances.NONE);
    }
}
