package org.dcrbs.server.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcrbs.server.contract.TestContracts.HOUR;
import static org.dcrbs.server.contract.TestContracts.NOON;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dcrbs.market.Attributes;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.Consideration;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.Demand;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Money;
import org.dcrbs.market.Money.Form;
import org.dcrbs.market.Offer;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Requirement;
import org.dcrbs.rules.PolicySet;
import org.junit.jupiter.api.Test;

/** Which money may be had for which, under the shipped policies. */
class MoneyExchangesTest {
    private static final PartyId ANN = new PartyId("ann");

    @Test
    void whoPaysByAccountPaysInCreditsWhichBuyNoCommission() {
        assertThat(refusals(List.of(), demand(Form.COMMISSION, new Consideration.InMoney())))
                .containsExactly(Map.entry("d, money", "commission is earned, not bought"));
        assertThat(refusals(List.of(), demand(Form.CASH, new Consideration.Either())))
                .isEmpty();
    }

    @Test
    void whoGivesADrawInKindGetsNoCashForIt() {
        Offer draw = offer("draw", "ann", Form.SWEEPSTAKES);
        Offer credits = offer("credits", "ann", Form.CREDIT);

        assertThat(refusals(List.of(draw, credits), demand(Form.CASH, inKind("draw"))))
                .containsExactly(Map.entry("d, money", "draws and commission are not paid out in cash"));
        assertThat(refusals(List.of(draw, credits), demand(Form.CASH, inKind())))
                .hasSize(1);
        assertThat(refusals(List.of(draw, credits), demand(Form.CASH, inKind("credits"))))
                .isEmpty();
        assertThat(refusals(List.of(draw), demand(Form.CREDIT, inKind("draw")))).isEmpty();
    }

    @Test
    void whatOthersOfferIsNotWhatAPartyGives() {
        assertThat(refusals(List.of(offer("draw", "bob", Form.SWEEPSTAKES)), demand(Form.CASH, inKind())))
                .isEmpty();
    }

    @Test
    void theSameForTheSameIsNoExchange() {
        assertThat(refusals(List.of(offer("fees", "ann", Form.COMMISSION)), demand(Form.COMMISSION, inKind("fees"))))
                .isEmpty();
    }

    private static Map<String, String> refusals(List<Offer> offers, Demand demand) {
        Snapshot market = new Snapshot(
                NOON, Map.of(), offers, List.of(demand), Map.of(), List.of(), Map.of(), Circumstances.NONE);
        return new MoneyExchanges(market, PolicySet.shipped())
                .refused().entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> entry.getKey().toString(),
                                entry -> entry.getValue().reason()));
    }

    private static Consideration inKind(String... offers) {
        return new Consideration.InKind(
                List.of(offers).stream().map(ListingId::new).toList());
    }

    private static Offer offer(String id, String party, Form form) {
        return new Offer(
                new ListingId(id),
                new PartyId(party),
                new Money(form, "CR", 5_000_000),
                1,
                HOUR,
                Attributes.NONE,
                Constraint.NONE,
                Optional.empty());
    }

    private static Demand demand(Form form, Consideration inReturn) {
        Money money = new Money(form, form == Form.CASH ? "EUR" : "CR", 5_000_000);
        return new Demand(
                new ListingId("d"),
                ANN,
                List.of(new Requirement("money", money, HOUR, Constraint.NONE, Optional.empty(), Optional.empty())),
                false,
                false,
                inReturn,
                Attributes.NONE);
    }
}
