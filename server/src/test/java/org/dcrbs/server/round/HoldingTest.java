package org.dcrbs.server.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcrbs.server.contract.TestContracts.HOUR;
import static org.dcrbs.server.contract.TestContracts.NOON;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.Credits;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.RoundId;
import org.dcrbs.market.Window;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.server.negotiation.HeldPackage;
import org.dcrbs.solver.PartyBounds;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which packages wait for people. Policy has a person for whoever takes from Ann. */
class HoldingTest {
    private static final Circumstances AT_NOON = new Circumstances(NOON, Map.of(), Map.of());
    private static final long MUCH = Credits.of(1000).micro();

    @SuppressWarnings("NullAway.Init")
    private static PolicySet policies;

    @BeforeAll
    static void compile() throws Exception {
        String rule = """
                package policies
                import org.dcrbs.rules.facts.ProposedDeal
                rule "ann" when $deal : ProposedDeal(giver == "ann", worth >= 10)
                then $deal.personForTaker(); $deal.answerWithinHours(5); end
                """;
        policies = PolicySet.of("persons", Map.of("persons.drl", rule.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aMarkedPairingIsHeldAndTheRestGoesOn() {
        Holding holding = holding(rich(), pairing("d-1", "ann", "bob", 20), pairing("d-2", "cid", "bob", 20));

        assertThat(holding.held()).hasSize(1);
        HeldPackage held = holding.held().get(0);
        assertThat(held.demand()).isEqualTo(new ListingId("d-1"));
        assertThat(held.talks().get(0).askedBy()).containsExactly("ann");
        assertThat(held.talks().get(0).state().moves()).hasSize(1);
        assertThat(held.expected()).hasSize(1);
        assertThat(holding.free()).containsExactly(pairing("d-2", "cid", "bob", 20));
    }

    @Test
    void aSinglePairingIsTooCheapForAPerson() {
        assertThat(holding(rich(), pairing("d-1", "ann", "bob", 9)).held()).isEmpty();
    }

    @Test
    void whatTheDemandNeedsBesidesIsHeldToo() {
        Holding holding = holding(rich(), pairing("d-1", "ann", "bob", 20), pairing("d-1", "cid", "bob", 20));

        assertThat(holding.free()).isEmpty();
        assertThat(holding.held().get(0).talks()).hasSize(1);
        assertThat(holding.held().get(0).others()).hasSize(1);
        assertThat(holding.held().get(0).pairings()).hasSize(2);
    }

    @Test
    void itEndsBeforeHalfOfTheDeliverysTimeIsOver() {
        assertThat(holding(rich(), pairing("d-1", "ann", "bob", 20))
                        .held()
                        .get(0)
                        .talks()
                        .get(0)
                        .state()
                        .terms()
                        .ends())
                .isEqualTo(NOON.plusSeconds(1800));
    }

    @Test
    void nobodyIsAskedWithoutTimeToAnswer() {
        Pairing short1 = pairing("d-1", "ann", "bob", 20, new Window(NOON, NOON.plusSeconds(100)));

        assertThat(refusal(rich(), short1, short1))
                .isEqualTo("no person was asked: there is no time for it before the delivery");
    }

    @Test
    void whoBartersIsLeftToTheAutomatonSinceNothingMayStayOneSided() {
        Pairing bartered = pairing("d-1", "ann", "bob", 20);
        Map<PartyId, PartyBounds> bounds = Map.of(
                party("ann"), PartyBounds.between("ann", -100, MUCH),
                party("bob"), PartyBounds.atMost("bob", MUCH));

        assertThat(refusal(bounds, bartered, bartered))
                .isEqualTo("no person was asked: ann barters, so that it must not get or give anything by itself");
    }

    @Test
    void whoCouldNotPayTheMostIsLeftToTheAutomaton() {
        Pairing dear = pairing("d-1", "ann", "bob", 20);
        Map<PartyId, PartyBounds> bounds = Map.of(
                party("ann"), PartyBounds.atMost("ann", MUCH),
                party("bob"), PartyBounds.atMost("bob", Credits.of(29).micro()));

        assertThat(refusal(bounds, dear, dear))
                .isEqualTo("no person was asked: at the worst it would cost bob more than it has");
    }

    @Test
    void whoCountsOnTheProceedsIsLeftToTheAutomaton() {
        Pairing selling = pairing("d-1", "ann", "bob", 20);
        Pairing buying = pairing("d-2", "cid", "ann", 15);
        Map<PartyId, PartyBounds> bounds = Map.of(
                party("ann"), PartyBounds.atMost("ann", Credits.of(10).micro()),
                party("bob"), PartyBounds.atMost("bob", MUCH),
                party("cid"), PartyBounds.atMost("cid", MUCH));

        assertThat(refusal(bounds, selling, selling, buying))
                .isEqualTo("no person was asked: at the worst it would cost ann more than it has");
    }

    /** Each alone is harmless, but not both. */
    @Test
    void asManyAreHeldAsMayAllFailTogether() {
        Map<PartyId, PartyBounds> bounds = Map.of(
                party("ann"), PartyBounds.atMost("ann", MUCH),
                party("bob"), PartyBounds.atMost("bob", Credits.of(50).micro()));

        Holding holding = holding(bounds, pairing("d-1", "ann", "bob", 20), pairing("d-2", "ann", "bob", 20));

        assertThat(holding.held()).hasSize(1);
        assertThat(holding.free()).hasSize(1);
    }

    private static String refusal(Map<PartyId, PartyBounds> bounds, Pairing asked, Pairing... pairings) {
        Holding holding = holding(bounds, pairings);
        assertThat(holding.held()).isEmpty();
        assertThat(holding.free()).containsExactly(pairings);
        return holding.refusal(asked).orElseThrow();
    }

    private static Holding holding(Map<PartyId, PartyBounds> bounds, Pairing... pairings) {
        return new Holding(new RoundId("r-0001"), party("coordinator"), AT_NOON, policies, bounds, List.of(pairings));
    }

    private static Map<PartyId, PartyBounds> rich() {
        return Map.of(
                party("ann"), PartyBounds.atMost("ann", MUCH),
                party("bob"), PartyBounds.atMost("bob", MUCH),
                party("cid"), PartyBounds.atMost("cid", MUCH));
    }

    private static PartyId party(String id) {
        return new PartyId(id);
    }

    private static Pairing pairing(String demand, String giver, String taker, int worth) {
        return pairing(demand, giver, taker, worth, HOUR);
    }

    private static Pairing pairing(String demand, String giver, String taker, int worth, Window window) {
        return new Pairing(
                new ListingId(demand),
                giver + "'s",
                party(taker),
                new ListingId(giver + ".memory"),
                party(giver),
                new Memory(1, 0, 0),
                window,
                Credits.of(worth + 10),
                Credits.of(worth - 10 < 0 ? 0 : worth - 10),
                Credits.of(worth));
    }
}
