package org.dcrbs.server.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcrbs.server.contract.TestContracts.NOON;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.dcrbs.market.Category;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Demand;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Member;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Reputation;
import org.dcrbs.market.RoundId;
import org.dcrbs.server.listing.Market;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rounds decided on is kept as it was. */
class SnapshotStoreTest {
    private static final Round ROUND = round(1).attempt("v1-0a1b2c3d", NOON);

    @TempDir
    private Path folder;

    private TestStore store;
    private SnapshotStore snapshots;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        snapshots = new SnapshotStore(store.store(), new MarketJson());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aSnapshotIsReadBackAsItWas() {
        RoundInputs inputs = inputs(snapshot(RandomMarket.of(18), NOON), "rule");

        snapshots.write(ROUND, inputs);

        RoundInputs read = snapshots.read(ROUND).orElseThrow();
        assertThat(read.market()).isEqualTo(inputs.market());
        assertThat(List.copyOf(read.market().parties().keySet()))
                .isEqualTo(List.copyOf(inputs.market().parties().keySet()));
        assertThat(read.policyVersion()).isEqualTo("own-12345678");
        assertThat(read.policies()).containsOnlyKeys("a.drl").containsEntry("a.drl", bytes("rule"));
    }

    @Test
    void aLargeSnapshotTakesSeveralChunks() {
        byte[] noise = new byte[5_000_000];
        new Random(1).nextBytes(noise);
        String large = Base64.getEncoder().encodeToString(noise);

        snapshots.write(ROUND, inputs(snapshot(RandomMarket.of(1), NOON), large));

        assertThat(store.store().collection("snapshotChunks").all()).hasSizeGreaterThan(4);
        assertThat(snapshots.read(ROUND).orElseThrow().policies()).containsEntry("a.drl", bytes(large));
    }

    @Test
    void theNextAttemptTakesThePlaceOfTheOneBefore() {
        snapshots.write(ROUND, inputs(snapshot(RandomMarket.of(1), NOON), "first"));
        Round second = ROUND.attempt("v1-0a1b2c3d", NOON);

        assertThat(snapshots.read(second)).isEmpty();
        snapshots.write(second, inputs(snapshot(RandomMarket.of(2), NOON), "second"));

        assertThat(snapshots.read(second).orElseThrow().policies()).containsEntry("a.drl", bytes("second"));
        assertThat(snapshots.read(ROUND)).isEmpty();
    }

    @Test
    void theOldestGiveWay() {
        for (int i = 1; i <= SnapshotStore.ROUNDS_KEPT + 2; i++) {
            Snapshot at = snapshot(new Market("", List.of(), List.of(), List.of()), NOON.plusSeconds(i));
            snapshots.write(round(i), inputs(at, "rule"));
        }

        assertThat(snapshots.read(round(2))).isEmpty();
        assertThat(snapshots.read(round(3))).isPresent();
        assertThat(store.store().collection("snapshotChunks").all()).hasSize(SnapshotStore.ROUNDS_KEPT);
    }

    private static Round round(int number) {
        return Round.opened(new RoundId(String.format(Locale.ROOT, "r-%04d", number)), RoundOptions.DEFAULT, NOON);
    }

    private static RoundInputs inputs(Snapshot snapshot, String policy) {
        return new RoundInputs(snapshot, "own-12345678", new TreeMap<>(Map.of("a.drl", bytes(policy))));
    }

    private static Snapshot snapshot(Market market, Instant cutOff) {
        Map<PartyId, Party> parties = new LinkedHashMap<>();
        Map<PartyId, Credits> balances = new LinkedHashMap<>();
        for (Party party : market.parties()) {
            parties.put(party.id(), party);
            balances.put(party.id(), Credits.micro(-7));
        }
        List<Offer> offers = of(market, Offer.class);
        Map<ListingId, Long> free = new LinkedHashMap<>();
        offers.forEach(offer -> free.put(offer.id(), offer.capacity() - 1));
        List<Demand> demands = of(market, Demand.class);
        int half = demands.size() / 2;
        return new Snapshot(
                cutOff,
                parties,
                offers,
                demands.subList(0, half),
                free,
                demands.subList(half, demands.size()),
                balances,
                new Circumstances(
                        cutOff,
                        Map.of(Category.MEMORY, 1500L),
                        Map.of(
                                new PartyId("ann"),
                                new Member("founder", Credits.of(7), 900, Reputation.Standing.LIMITED))));
    }

    private static <T> List<T> of(Market market, Class<T> kind) {
        return market.listings().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
