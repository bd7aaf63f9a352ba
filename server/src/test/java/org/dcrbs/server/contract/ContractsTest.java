package org.dcrbs.server.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcrbs.server.contract.TestContracts.NOON;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bson.Document;
import org.dcrbs.market.Account;
import org.dcrbs.market.Contract;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.Credits;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Transfer;
import org.dcrbs.server.ledger.Ledger;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContractsTest {
    private static final ContractTerms TERMS = TestContracts.terms("ann", "bob", 2, 1000);
    private static final String FIRST = TERMS.legs().get(0).id();
    private static final String SECOND = TERMS.legs().get(1).id();

    @TempDir
    private Path folder;

    private final MarketJson json = new MarketJson();
    private final List<String> heard = new ArrayList<>();
    private TestStore store;
    private Ledger ledger;
    private Contracts contracts;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        start();
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** As after a crash: all that was in memory is gone. */
    private void start() {
        ledger = new Ledger(store.store(), json);
        contracts = TestContracts.on(
                store.store(),
                json,
                ledger,
                event -> heard.add(((ContractChanged) event).contract().state()),
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    /** What may happen to a contract from its beginning to its end. */
    enum Story {
        DELIVERED("Settled", 1900, -2000, 100) {
            @Override
            void happens(Contracts contracts) {
                begin(contracts);
                contracts.deliver(TERMS.id(), FIRST);
                contracts.deliver(TERMS.id(), SECOND);
            }
        },
        BREACHED("Breached", 950, -1000, 50) {
            @Override
            void happens(Contracts contracts) {
                begin(contracts);
                contracts.deliver(TERMS.id(), FIRST);
                contracts.breach(TERMS.id(), "the disk broke");
            }
        },
        EXPIRED_UNBEGUN("Expired", 0, 0, 0) {
            @Override
            void happens(Contracts contracts) {
                contracts.conclude(TERMS);
                contracts.expire(TERMS.id());
            }
        },
        EXPIRED_HALF_DONE("Expired", 950, -1000, 50) {
            @Override
            void happens(Contracts contracts) {
                begin(contracts);
                contracts.deliver(TERMS.id(), SECOND);
                contracts.expire(TERMS.id());
            }
        };

        private final String end;
        private final long ann;
        private final long bob;
        private final long coordinator;

        Story(String end, long ann, long bob, long coordinator) {
            this.end = end;
            this.ann = ann;
            this.bob = bob;
            this.coordinator = coordinator;
        }

        abstract void happens(Contracts contracts);

        private static void begin(Contracts contracts) {
            contracts.conclude(TERMS);
            contracts.start(TERMS.id());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whateverBecomesOfAContractIsPaidFor(Story story) {
        story.happens(contracts);

        assertEnded(story);
    }

    @ParameterizedTest
    @EnumSource
    void everythingCanHappenTwice(Story story) {
        story.happens(contracts);
        story.happens(contracts);
        contracts.recover();

        assertEnded(story);
    }

    @ParameterizedTest
    @EnumSource
    void whereverTheStoreFailsTheStoryGoesOnAfterTheNextStart(Story story) {
        for (int point = 1; ; point++) {
            store.failAt(point);
            try {
                story.happens(contracts);
            } catch (TestStore.Fault fault) {
                assertThat(sum()).isEqualTo(Credits.ZERO);
            }
            if (store.heal()) {
                assertThat(point).as("each write has two places to fail at").isGreaterThan(10);
                return;
            }
            start();
            contracts.recover();
            assertBalanced();

            story.happens(contracts);

            assertEnded(story);
            clear();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereverTheStoreFailsTheStoryGoesOnWithoutAStart(Story story) {
        for (int point = 1; ; point++) {
            store.failAt(point);
            try {
                story.happens(contracts);
            } catch (TestStore.Fault fault) {
                contracts.recover();
            }
            if (store.heal()) {
                return;
            }
            story.happens(contracts);

            assertEnded(story);
            clear();
        }
    }

    @Test
    void recoveryTakesUpWhatStoodBetweenEscrowAndAgreed() {
        TestContracts.keep(store.store(), json, new Contract.Proposed(TERMS, NOON));
        ledger.post(TERMS.escrow(NOON.minusSeconds(5)));

        contracts.recover();

        assertThat(state()).isEqualTo("Agreed");
        assertThat(ledger.all()).hasSize(1);
        assertThat(ledger.balance(new Account.Escrow(TERMS.id()))).isEqualTo(Credits.micro(2100));
    }

    @Test
    void recoveryPaysWhatWasDeliveredAndNotPaid() {
        ledger.post(TERMS.escrow(NOON));
        TestContracts.keep(store.store(), json, new Contract.Delivered(TERMS, NOON));

        contracts.recover();

        assertEnded(Story.DELIVERED);
    }

    @Test
    void whoListensHearsOfEachStateOnce() {
        Story.DELIVERED.happens(contracts);

        assertThat(heard).containsExactly("Agreed", "Active", "Active", "Delivered", "Settled");
    }

    @Test
    void nothingIsDeliveredBeforeTheStartNorAfterTheEnd() {
        contracts.conclude(TERMS);
        contracts.deliver(TERMS.id(), FIRST);
        assertThat(state()).isEqualTo("Agreed");

        contracts.expire(TERMS.id());
        contracts.deliver(TERMS.id(), FIRST);

        assertThat(contracts.start(TERMS.id())).isFalse();
        assertThat(state()).isEqualTo("Expired");
        assertThat(contracts.unfinished()).isEmpty();
        assertThat(contracts.anyUnfinished(TERMS.round())).isFalse();
    }

    @Test
    void contractsAreFoundByRoundAndParty() {
        contracts.conclude(TERMS);

        assertThat(contracts.ofRound(TERMS.round())).hasSize(1);
        assertThat(contracts.ofParty(new PartyId("ann"))).hasSize(1);
        assertThat(contracts.ofParty(new PartyId("cid"))).isEmpty();
        assertThat(contracts.unfinished()).hasSize(1);
    }

    private void assertEnded(Story story) {
        assertThat(state()).isEqualTo(story.end);
        assertBalanced();
        assertThat(balance("ann")).isEqualTo(Credits.micro(story.ann));
        assertThat(balance("bob")).isEqualTo(Credits.micro(story.bob));
        assertThat(balance("coordinator")).isEqualTo(Credits.micro(story.coordinator));
        assertThat(ledger.balance(new Account.Escrow(TERMS.id()))).isEqualTo(Credits.ZERO);
        assertThat(ledger.all())
                .extracting(Transfer::id)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    /** The balances in memory are those that the stored transfers add up to. */
    private void assertBalanced() {
        assertThat(sum()).isEqualTo(Credits.ZERO);
        assertThat(new Ledger(store.store(), json).balances()).isEqualTo(ledger.balances());
    }

    private Credits sum() {
        return ledger.balances().values().stream().reduce(Credits.ZERO, Credits::plus);
    }

    private Credits balance(String party) {
        return ledger.balance(new Account.OfParty(new PartyId(party)));
    }

    private String state() {
        return contracts.find(TERMS.id()).map(Contract::state).orElse("none");
    }

    private void clear() {
        Consumer<String> empty = name -> store.store().collection(name).delete(new Document());
        empty.accept("contracts");
        empty.accept("transfers");
        start();
    }
}
