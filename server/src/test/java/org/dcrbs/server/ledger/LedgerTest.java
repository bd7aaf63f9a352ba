package org.dcrbs.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.dcrbs.market.Account;
import org.dcrbs.market.Credits;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Posting;
import org.dcrbs.market.Transfer;
import org.dcrbs.market.TransferId;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    private Path folder;

    private TestStore store;
    private Ledger ledger;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        ledger = reopened();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Ledger reopened() {
        return new Ledger(store.store(), new MarketJson());
    }

    @Test
    void aTransferMovesCreditsFromOneToTheOther() {
        assertThat(ledger.post(transfer("t-1", "ann", "bob", 5))).isTrue();

        assertThat(balance("ann")).isEqualTo(Credits.of(-5));
        assertThat(balance("bob")).isEqualTo(Credits.of(5));
        assertThat(balance("cid")).isEqualTo(Credits.ZERO);
        assertThat(ledger.find(new TransferId("t-1"))).contains(transfer("t-1", "ann", "bob", 5));
    }

    @Test
    void theSameTransferIsPostedOnce() {
        ledger.post(transfer("t-1", "ann", "bob", 5));

        assertThat(ledger.post(transfer("t-1", "ann", "bob", 5))).isFalse();

        assertThat(balance("bob")).isEqualTo(Credits.of(5));
        assertThat(ledger.all()).hasSize(1);
    }

    @Test
    void anotherTransferUnderTheSameIdIsRefused() {
        ledger.post(transfer("t-1", "ann", "bob", 5));

        assertThatThrownBy(() -> ledger.post(transfer("t-1", "ann", "bob", 6)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("transfer t-1 was posted before as");
        assertThat(balance("bob")).isEqualTo(Credits.of(5));
    }

    @Test
    void aTransferWhoseWriteWasNotAcknowledgedIsBookedWhenItIsPostedAgain() {
        // given a write that reaches the store but fails before it is acknowledged
        store.failAt(2);
        assertThatThrownBy(() -> ledger.post(transfer("t-1", "ann", "bob", 5))).isInstanceOf(TestStore.Fault.class);

        ledger.post(transfer("t-1", "ann", "bob", 5));

        assertThat(balance("bob")).isEqualTo(Credits.of(5));
        assertThat(reopened().balances()).isEqualTo(ledger.balances());
    }

    @Test
    void afterAStartTheBalancesAreTheSame() {
        SplittableRandom random = new SplittableRandom(5);
        List<String> parties = List.of("ann", "bob", "cid");
        for (int i = 0; i < 100; i++) {
            List<String> two = new ArrayList<>(parties);
            String from = two.remove(random.nextInt(3));
            ledger.post(transfer("t-" + i, from, two.get(random.nextInt(2)), random.nextLong(1, 1000)));
        }

        assertThat(reopened().balances()).isEqualTo(ledger.balances());
        assertThat(ledger.balances().values().stream().reduce(Credits.ZERO, Credits::plus))
                .isEqualTo(Credits.ZERO);
    }

    private Credits balance(String party) {
        return ledger.balance(new Account.OfParty(new PartyId(party)));
    }

    private static Transfer transfer(String id, String from, String to, long amount) {
        return new Transfer(
                new TransferId(id),
                NOON,
                "a test",
                List.of(
                        new Posting(new Account.OfParty(new PartyId(from)), Credits.of(-amount)),
                        new Posting(new Account.OfParty(new PartyId(to)), Credits.of(amount))));
    }
}
