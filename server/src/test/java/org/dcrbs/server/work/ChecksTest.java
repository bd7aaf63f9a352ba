package org.dcrbs.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcrbs.server.contract.TestContracts.NOON;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.Document;
import org.dcrbs.market.NativePlatform;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.reputation.Outcome;
import org.dcrbs.server.reputation.Outcome.Kind;
import org.dcrbs.server.reputation.Reputations;
import org.dcrbs.server.reputation.TestReputations;
import org.dcrbs.server.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is checked, how often and by whom. */
class ChecksTest {
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final PartyId ANN = new PartyId("ann");
    private static final PartyId BOB = new PartyId("bob");
    private static final PartyId CID = new PartyId("cid");
    private static final PartyId DAN = new PartyId("dan");

    @TempDir
    private Path folder;

    private TestStore store;
    private Reputations reputations;
    private Set<PartyId> connected = Set.of(ANN, BOB, CID, DAN);

    private final Nodes nodes = new Nodes() {
        @Override
        public boolean enrolled(PartyId party) {
            return true;
        }

        @Override
        public Set<PartyId> connected() {
            return connected;
        }

        @Override
        public boolean runs(PartyId party, NativePlatform platform) {
            return party.equals(DAN) && platform == NativePlatform.LINUX_X86_64;
        }

        @Override
        public String door(PartyId party) {
            return "";
        }

        @Override
        public void send(PartyId party, WorkOrder order) {}

        @Override
        public void cancel(PartyId party, String order, String reason) {}
    };

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        store.store()
                .collection("secrets")
                .insertIfAbsent(new Document("_id", "checks").append("hex", "2a".repeat(32)));
        reputations = TestReputations.on(store.store(), new MarketJson(), CLOCK);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void allWorkIsCheckedUntilThereAreTenGoodOutcomesInARow() {
        assertThat(checks().oneIn(ANN)).isEqualTo(1);
        good(9);
        assertThat(checks().oneIn(ANN)).isEqualTo(1);
        good(1);
        assertThat(checks().oneIn(ANN)).isEqualTo(10);
        for (int i = 0; i < 5; i++) {
            good(10);
        }
        assertThat(checks().oneIn(ANN)).isEqualTo(20);
    }

    @Test
    void oneBadOutcomeHasAllWorkCheckedAgain() {
        for (int i = 0; i < 5; i++) {
            good(10);
        }
        TestReputations.failing(reputations, CLOCK, "ann", 1);

        assertThat(checks().oneIn(ANN)).isEqualTo(1);
    }

    @Test
    void aboutOneInNIsDrawnAndTheSameOnesAfterARestart() {
        Checks before = checks();
        Checks after = checks();
        List<Integer> drawn = IntStream.range(0, 20_000)
                .filter(i -> before.drawn("order-" + i, 10))
                .boxed()
                .toList();

        assertThat(drawn).hasSizeBetween(1800, 2200).allMatch(i -> after.drawn("order-" + i, 10));
        assertThat(before.drawn("order-1", 1)).isTrue();
    }

    @Test
    void checkersAreSpreadOverTheNeutralPartiesAndTheTakerIsTheLastResort() {
        Set<PartyId> seen = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            seen.add(checker(Set.of(ANN), BOB, Optional.empty(), "order-" + i).orElseThrow());
        }
        assertThat(seen).containsExactlyInAnyOrder(CID, DAN);

        connected = Set.of(ANN, BOB);
        assertThat(checker(Set.of(ANN), BOB, Optional.empty(), "order")).contains(BOB);
        assertThat(checker(Set.of(ANN, BOB), BOB, Optional.empty(), "order")).isEqualTo(Optional.empty());
    }

    @Test
    void aNativeProgramIsCheckedByOneWhoseNodeRunsIt() {
        for (int i = 0; i < 20; i++) {
            assertThat(checker(Set.of(ANN), BOB, Optional.of(NativePlatform.LINUX_X86_64), "order-" + i))
                    .contains(DAN);
        }
        assertThat(checker(Set.of(ANN, DAN), BOB, Optional.of(NativePlatform.LINUX_X86_64), "order"))
                .isEmpty();
        assertThat(checker(Set.of(ANN), BOB, Optional.of(NativePlatform.LINUX_AARCH64), "order"))
                .isEmpty();
    }

    @Test
    void theLimitedCheckNobody() {
        TestReputations.failing(reputations, CLOCK, "cid", 2);
        connected = Set.of(ANN, CID);

        assertThat(checker(Set.of(ANN), BOB, Optional.empty(), "order")).isEmpty();
    }

    private Checks checks() {
        return new Checks(store.store(), reputations, nodes);
    }

    private void good(int results) {
        String leg = "leg-" + reputations.of(ANN).total();
        reputations.note(Outcome.of(leg, ANN, Kind.RESULT_VERIFIED, results, NOON, ""));
    }

    private Optional<PartyId> checker(
            Set<PartyId> not, PartyId taker, Optional<NativePlatform> platform, String order) {
        Checks checks = checks();
        return checks.checker(not, taker, platform, order, checks::mayCheck);
    }
}
