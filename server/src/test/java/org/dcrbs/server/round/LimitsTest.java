package org.dcrbs.server.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcrbs.server.contract.TestContracts.COORDINATOR;
import static org.dcrbs.server.contract.TestContracts.NOON;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.dcrbs.market.Attributes;
import org.dcrbs.market.BrokeredPairing;
import org.dcrbs.market.Category;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.Commission;
import org.dcrbs.market.Consideration;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Demand;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Requirement;
import org.dcrbs.rules.CommissionRates;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.server.contract.TestContracts;
import org.dcrbs.server.search.CandidateSearch;
import org.dcrbs.server.search.Entries;
import org.dcrbs.server.search.Found;
import org.dcrbs.solver.PartyBounds;
import org.junit.jupiter.api.Test;

/** What parties may spend, with the shipped policies. */
class LimitsTest {
    private static final PolicySet POLICIES = PolicySet.shipped();
    private static final PartyId ANN = new PartyId("ann");

    private Credits balance = Credits.ZERO;

    @Test
    void aPartyMaySpendItsBalanceAndItsCredit() {
        balance = Credits.of(5);

        assertThat(bounds(ann(20, Optional.empty())))
                .isEqualTo(new PartyBounds("ann", OptionalLong.empty(), OptionalLong.of(25_000_000)));
    }

    @Test
    void whatCommissionMayComeToIsSetAside() {
        CommissionRates most = POLICIES.mostCommission();

        PartyBounds bounds = bounds(ann(20, Optional.empty()), demand(1_000_000, new Consideration.InMoney()));

        assertThat(bounds.netMax()).hasValue(20_000_000 - 1000 * (most.giverPermille() + most.takerPermille()));
    }

    @Test
    void whoHasNothingMayStillTradeLikeForLike() {
        PartyBounds bounds = bounds(ann(0, Optional.empty()), demand(1_000_000, new Consideration.InMoney()));

        assertThat(bounds.netMax()).hasValue(0);
        assertThat(bounds.netMin()).isEmpty();
    }

    @Test
    void whoOnlyBartersGetsAboutAsMuchAsItGives() {
        assertThat(bounds(ann(20, Optional.of(Credits.of(3)))))
                .isEqualTo(PartyBounds.between("ann", -3_000_000, 3_000_000));
        assertThat(bounds(ann(2, Optional.of(Credits.of(3)))))
                .isEqualTo(PartyBounds.between("ann", -3_000_000, 2_000_000));
    }

    @Test
    void whoseDemandsAreAllInKindBartersWithinWhatPolicyCallsEquitable() {
        long tolerance = POLICIES.barterTolerance(Credits.of(10)).micro();

        PartyBounds bounds =
                bounds(ann(1000, Optional.empty()), demand(10_000_000, new Consideration.InKind(List.of())));

        assertThat(bounds).isEqualTo(PartyBounds.between("ann", -tolerance, tolerance));
    }

    @Test
    void oneDemandForMoneyMakesAPartyOneThatPays() {
        PartyBounds bounds = bounds(
                ann(1000, Optional.empty()),
                demand(10, new Consideration.InKind(List.of())),
                demand(10, new Consideration.Either()));

        assertThat(bounds.netMin()).isEmpty();
    }

    @Test
    void bidsBeyondAllMoneyAreNoFault() {
        long most = Credits.MOST.micro();

        PartyBounds bounds = bounds(
                ann(20, Optional.empty()),
                demand(most, new Consideration.InMoney()),
                demand(most, new Consideration.InMoney()));

        assertThat(bounds.netMax()).hasValue(0);
    }

    @Test
    void commissionIsTakenFromBothSidesAndNeverMoreThanTheyGain() {
        Pairing pairing = TestContracts.terms("ann", "bob", 1, 0).legs().get(0).pairing();
        Pairing generous = priced(pairing, 0, 500_000_000, 1_000_000_000);
        Pairing tight = priced(pairing, 500_000_000, 500_000_000, 500_000_001);

        List<Commission> commissions = BrokeredPairing.commissions(
                List.of(Commissions.of(generous, COORDINATOR, Circumstances.NONE, POLICIES)));

        CommissionRates most = POLICIES.mostCommission();
        assertThat(commissions)
                .isNotEmpty()
                .allSatisfy(commission -> assertThat(commission.amount())
                        .isBetween(
                                Credits.micro(1),
                                Credits.micro(500_000 * Math.max(most.giverPermille(), most.takerPermille()))));
        assertThat(BrokeredPairing.commissions(
                        List.of(Commissions.of(tight, COORDINATOR, Circumstances.NONE, POLICIES))))
                .allSatisfy(commission ->
                        assertThat(commission).isEqualTo(new Commission(new PartyId("bob"), Credits.micro(1))));
        assertThat(BrokeredPairing.commissions(List.of(Commissions.of(generous, ANN, Circumstances.NONE, POLICIES))))
                .isEmpty();
    }

    @Test
    void everyCategoryHasAWorthBetweenReserveAndValue() {
        Worths worths = new Worths(POLICIES);
        Found found = new CandidateSearch(List.of(Entries.offer("o", "lab", new Memory(1024, 0, 0), 100)), 1, 1)
                .search(Entries.demand("d", false, 301, Entries.requirement("ram", new Memory(1024, 0, 0))));

        for (Category category : Category.values()) {
            assertThat(worths.of(category, found.candidates().get(0).get(0)))
                    .isBetween(Credits.micro(100), Credits.micro(301));
        }
    }

    private static Pairing priced(Pairing like, long reserve, long worth, long value) {
        return new Pairing(
                like.demand(),
                like.requirement(),
                like.taker(),
                like.offer(),
                like.giver(),
                like.least(),
                like.window(),
                Credits.micro(value),
                Credits.micro(reserve),
                Credits.micro(worth));
    }

    private PartyBounds bounds(Party party, Demand... demands) {
        List<Found> found = Arrays.stream(demands)
                .map(demand -> new Found(
                        Entries.entry(
                                demand,
                                demand.requirements().get(0).bid().orElseThrow().micro()),
                        List.of(List.of()),
                        List.of()))
                .toList();
        Snapshot snapshot = new Snapshot(
                NOON,
                Map.of(ANN, party),
                List.of(),
                List.of(demands),
                Map.of(),
                List.of(),
                Map.of(ANN, balance),
                Circumstances.NONE);
        return new Limits(POLICIES).bounds(snapshot, found).get(ANN);
    }

    private static Party ann(long credit, Optional<Credits> tolerance) {
        return new Party(ANN, Party.Role.PEER, "Ann", Credits.of(credit), tolerance);
    }

    private static Demand demand(long bid, Consideration inReturn) {
        var plain = Entries.requirement("ram", new Memory(1024, 0, 0));
        var requirement = new Requirement(
                "ram", plain.least(), plain.window(), plain.wants(), Optional.of(Credits.micro(bid)), Optional.empty());
        return new Demand(
                new ListingId("d-" + bid), ANN, List.of(requirement), false, false, inReturn, Attributes.NONE);
    }
}
