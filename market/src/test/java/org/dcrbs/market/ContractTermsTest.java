package org.dcrbs.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcrbs.market.Samples.ANN;
import static org.dcrbs.market.Samples.BOB;
import static org.dcrbs.market.Samples.COORDINATOR;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ContractTermsTest {
    @Test
    void theIdIsTheSameWhoeverIsNamedFirst() {
        assertThat(ContractTerms.idOf(Samples.ROUND, BOB, ANN)).isEqualTo(ContractTerms.idOf(Samples.ROUND, ANN, BOB));
    }

    @Test
    void theLongestPartyIdsStillMakeAContractItsLegsAndItsTransfers() {
        PartyId one = new PartyId("a".repeat(64));
        PartyId other = new PartyId("b".repeat(64));
        ContractId id = ContractTerms.idOf(Samples.ROUND, one, other);
        Pairing pairing = Samples.leg(1, one, other, 5).pairing();

        ContractTerms terms = new ContractTerms(
                id, Samples.ROUND, COORDINATOR, List.of(new Leg(id + "/100000", pairing)), List.of(), "shipped-1");

        assertThat(terms.settlement(Set.of(), Samples.NOON)
                        .reversal(Samples.NOON, "test")
                        .id())
                .hasToString(id + ".settled.reversed");
    }

    @Test
    void itIsOverWhenTheLastDeliveryEnds() {
        assertThat(Samples.terms(List.of(Samples.leg(1, 5)), List.of()).until()).isEqualTo(Samples.HOUR.until());
    }

    @Test
    void whoTakesPaysAndWhoOwesCommissionPaysThatToo() {
        ContractTerms terms =
                Samples.terms(List.of(Samples.leg(1, 100)), List.of(new Commission(ANN, Credits.micro(10))));

        Map<Account, Credits> balances = new HashMap<>();
        post(balances, terms.escrow(Samples.NOON));

        assertThat(balances)
                .containsEntry(new Account.OfParty(BOB), Credits.micro(-100))
                .containsEntry(new Account.OfParty(ANN), Credits.micro(-10))
                .containsEntry(new Account.Escrow(Samples.CONTRACT), Credits.micro(110));

        post(balances, terms.settlement(Set.of(Samples.CONTRACT + "/1"), Samples.NOON));

        assertThat(balances)
                .containsEntry(new Account.OfParty(BOB), Credits.micro(-100))
                .containsEntry(new Account.OfParty(ANN), Credits.micro(90))
                .containsEntry(new Account.OfParty(COORDINATOR), Credits.micro(10))
                .containsEntry(new Account.Escrow(Samples.CONTRACT), Credits.ZERO);
    }

    @Test
    void moneyThatWasDeliveredGoesFromItsGiverToItsTakerInItsOwnKind() {
        Money cash = new Money(Money.Form.CASH, "EUR", 20_000_000);
        Money credits = new Money(Money.Form.CREDIT, "CR", 300);
        ContractTerms terms = Samples.terms(
                List.of(Samples.leg(1, 100, cash), Samples.leg(2, 200, credits), Samples.leg(3, 50, cash)), List.of());

        Map<Account, Credits> balances = new HashMap<>();
        post(balances, terms.escrow(Samples.NOON));
        post(balances, terms.settlement(Set.of(Samples.CONTRACT + "/1", Samples.CONTRACT + "/2"), Samples.NOON));

        assertThat(balances)
                .containsEntry(new Account.Purse(Money.Form.CASH, "EUR", ANN), Credits.of(-20))
                .containsEntry(new Account.Purse(Money.Form.CASH, "EUR", BOB), Credits.of(20))
                .containsEntry(new Account.OfParty(ANN), Credits.micro(300 - 300))
                .containsEntry(new Account.OfParty(BOB), Credits.micro(-300 + 300));
    }

    @Test
    void moneyOfOneKindDoesNotBalanceThatOfAnother() {
        assertThatThrownBy(() -> new Transfer(
                        new TransferId("t-1"),
                        Samples.NOON,
                        "",
                        List.of(
                                new Posting(new Account.OfParty(ANN), Credits.of(1)),
                                new Posting(new Account.Purse(Money.Form.CASH, "EUR", ANN), Credits.of(-1)))))
                .hasMessageContaining("postings of CASH.EUR sum to -1");
    }

    @Test
    void noCommissionIsEarnedByADeliveryThatIsWorthNothing() {
        ContractTerms terms =
                Samples.terms(List.of(Samples.leg(1, 0)), List.of(new Commission(ANN, Credits.micro(10))));

        Map<Account, Credits> balances = new HashMap<>();
        post(balances, terms.escrow(Samples.NOON));
        post(balances, terms.settlement(Set.of(), Samples.NOON));

        assertThat(balances.values()).containsOnly(Credits.ZERO);
    }

    @Test
    void whateverIsDeliveredAllThatWasHeldIsPaidOutAndTheCoordinatorGetsItsShare() {
        SplittableRandom random = new SplittableRandom(42);
        for (int run = 0; run < 2000; run++) {
            List<Leg> legs = new ArrayList<>();
            Set<String> delivered = new HashSet<>();
            for (int i = 1; i <= random.nextInt(1, 6); i++) {
                boolean annGives = random.nextBoolean();
                Leg leg =
                        Samples.leg(i, annGives ? ANN : BOB, annGives ? BOB : ANN, random.nextLong(1_000_000_000_000L));
                legs.add(leg);
                if (random.nextBoolean()) {
                    delivered.add(leg.id());
                }
            }
            List<Commission> commissions = List.of(
                    new Commission(ANN, Credits.micro(random.nextLong(1_000_000))),
                    new Commission(BOB, Credits.micro(random.nextLong(1_000_000))));

            holdsFor(Samples.terms(legs, commissions), delivered);
        }
    }

    private static void holdsFor(ContractTerms terms, Set<String> delivered) {
        Map<Account, Credits> balances = new HashMap<>();
        post(balances, terms.escrow(Samples.NOON));
        post(balances, terms.settlement(delivered, Samples.NOON));

        assertThat(balances.get(new Account.Escrow(terms.id()))).as("%s", terms).isEqualTo(Credits.ZERO);
        assertThat(balances.values().stream().mapToLong(Credits::micro).sum()).isZero();
        double all = terms.legs().stream().mapToLong(ContractTermsTest::worth).sum();
        double done = terms.legs().stream()
                .filter(leg -> delivered.contains(leg.id()))
                .mapToLong(ContractTermsTest::worth)
                .sum();
        double earned = balances.getOrDefault(new Account.OfParty(COORDINATOR), Credits.ZERO)
                .micro();
        double fair = terms.commissions().stream()
                        .mapToLong(commission -> commission.amount().micro())
                        .sum()
                * (all == 0 ? 0 : done / all);
        // Each of the two commissions is rounded down.
        assertThat(earned).isBetween(fair - 2, fair + 0.01);
    }

    private static long worth(Leg leg) {
        return leg.pairing().worth().micro();
    }

    @Test
    void aTransferThatDoesNotBalanceIsRefused() {
        TransferId id = new TransferId("t-1");

        assertThatThrownBy(() -> new Transfer(
                        id, Samples.NOON, "", List.of(new Posting(new Account.OfParty(ANN), Credits.of(1)))))
                .hasMessage("transfer t-1: postings of credits sum to 1, not to zero");
        assertThatThrownBy(() -> new Transfer(id, Samples.NOON, "", List.of())).hasMessage("transfer t-1: no postings");
    }

    @Test
    void aReversalUndoesItsTransfer() {
        Transfer escrow = Samples.terms(List.of(Samples.leg(1, 100)), List.of()).escrow(Samples.NOON);
        Map<Account, Credits> balances = new HashMap<>();

        post(balances, escrow);
        post(balances, escrow.reversal(Samples.NOON, "by mistake"));

        assertThat(balances.values()).containsOnly(Credits.ZERO);
    }

    private static void post(Map<Account, Credits> balances, Transfer transfer) {
        transfer.postings().forEach(posting -> balances.merge(posting.account(), posting.amount(), Credits::plus));
    }
}
