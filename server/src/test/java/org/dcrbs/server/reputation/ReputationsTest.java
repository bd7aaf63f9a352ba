package org.dcrbs.server.reputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcrbs.server.contract.TestContracts.NOON;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Reputation;
import org.dcrbs.market.Reputation.Standing;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.reputation.Outcome.Kind;
import org.dcrbs.server.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How outcomes become reputations, whatever the store does meanwhile. */
class ReputationsTest {
    private static final PartyId ANN = new PartyId("ann");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private TestStore store;
    private Reputations reputations;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        reputations = TestReputations.on(store.store(), new MarketJson(), CLOCK);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aPartyOfWhichNothingIsKnownIsInGoodStanding() {
        assertThat(reputations.of(ANN)).isEqualTo(Reputation.unknown(NOON));
        assertThat(blemished(NOON)).isEmpty();
        assertThat(reputations.all()).isEmpty();
    }

    @Test
    void anOutcomeCountsOnceHoweverOftenItIsTold() {
        reputations.note(outcome("leg-1", Kind.RESULT_VERIFIED, 3));
        reputations.note(outcome("leg-1", Kind.RESULT_VERIFIED, 3));
        reputations.note(outcome("leg-1", Kind.FAILED, 1));

        assertThat(reputations.of(ANN).good()).isEqualTo(3);
        assertThat(reputations.of(ANN).bad()).isEqualTo(1);
        assertThat(reputations.latest(ANN))
                .extracting(Outcome::kind)
                .containsExactly(Kind.FAILED, Kind.RESULT_VERIFIED);
    }

    @Test
    void oneOutcomeCountsForTenResultsAtMost() {
        reputations.note(outcome("leg-1", Kind.RESULT_VERIFIED, 100_000));

        assertThat(reputations.of(ANN).good()).isEqualTo(10);
    }

    @Test
    void outcomesThatComeAtTheSameTimeAllCount() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            for (var done : both.invokeAll(IntStream.range(0, 40)
                    .mapToObj(i -> (Callable<Void>) () -> {
                        reputations.note(outcome("leg-" + i, Kind.DELIVERED, 1));
                        return null;
                    })
                    .toList())) {
                done.get();
            }
        } finally {
            both.shutdownNow();
        }

        assertThat(reputations.of(ANN).good()).isEqualTo(40);
    }

    @Test
    void anOutcomeThatIsToldAgainAfterTheStoreFailedCountsOnce() {
        boolean failed = true;
        for (int point = 1; failed; point++) {
            Outcome outcome = outcome("leg-" + point, Kind.FAILED, 1);
            store.failAt(point);
            try {
                reputations.note(outcome);
                failed = !store.heal();
            } catch (TestStore.Fault expected) {
                reputations.note(outcome);
            }
            assertThat(reputations.of(ANN).bad()).isEqualTo(point);
        }
    }

    @Test
    void onlyTheLastOutcomesAreKeptButAllAreCounted() {
        for (int i = 0; i < Repute.KEPT + 5; i++) {
            reputations.note(outcome("leg-" + i, Kind.LEASE_KEPT, 1));
        }

        assertThat(reputations.of(ANN).good()).isEqualTo(Repute.KEPT + 5);
        assertThat(reputations.latest(ANN)).hasSize(Repute.KEPT);
        assertThat(reputations.latest(ANN).get(0).id()).isEqualTo("leg-260:LEASE_KEPT");
    }

    @Test
    void standingsNameThoseThatAreNotGoodAndTimeHealsThem() {
        TestReputations.failing(reputations, CLOCK, "ann", 4);
        TestReputations.failing(reputations, CLOCK, "bob", 1);
        reputations.note(Outcome.of("x", new PartyId("cid"), Kind.DELIVERED, 1, NOON, ""));

        assertThat(blemished(NOON)).isEqualTo(Map.of(ANN, Standing.SUSPENDED, new PartyId("bob"), Standing.WARNED));
        assertThat(blemished(NOON.plus(Duration.ofDays(14)))).isEqualTo(Map.of(ANN, Standing.LIMITED));
        assertThat(blemished(NOON.plus(Duration.ofDays(60)))).isEmpty();
    }

    @Test
    void anOutcomeOfNoResultsCannotBe() {
        assertThatThrownBy(() -> outcome("leg-1", Kind.RESULT_VERIFIED, 0))
                .hasMessage("outcome leg-1:RESULT_VERIFIED: of 0 results");
    }

    private static Outcome outcome(String leg, Kind kind, int results) {
        return Outcome.of(leg, ANN, kind, results, NOON, "");
    }

    /** The standings at that time that are not good. */
    private Map<PartyId, Standing> blemished(Instant at) {
        Map<PartyId, Standing> standings = new TreeMap<>();
        reputations.all(at).forEach((party, reputation) -> standings.put(party, reputation.standing()));
        standings.values().removeIf(Standing.GOOD::equals);
        return standings;
    }
}
