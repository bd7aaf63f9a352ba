package org.dcrbs.server.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.market.Attributes;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Offer;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Window;
import org.dcrbs.server.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingsTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final String FILM = "ab".repeat(32);
    private static final Attributes RESEED = new Attributes(Map.of("reseed", "true"));

    @TempDir
    private Path folder;

    private TestStore store;
    private Listings listings;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        listings = new Listings(store.store(), new MarketJson(), Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aFileIsReseededByThoseWhoOfferItAndSayThatTheyWould() {
        listings.add(List.of(
                file("ann.film", FILM, RESEED),
                file("ann.copy", FILM, RESEED),
                file("bob.film", FILM, Attributes.NONE),
                file("cid.book", "cd".repeat(32), RESEED),
                file("dan.film", FILM, RESEED),
                file("eve.film", FILM, RESEED)));
        listings.withdraw(new ListingId("dan.film"));

        assertThat(listings.reseeders(FILM)).containsExactlyInAnyOrder(new PartyId("ann"), new PartyId("eve"));
    }

    @Test
    void whatNoRoundCanServeAnyMoreHasExpiredUntilItIsWithdrawn() {
        Offer film = file("ann.film", FILM, Attributes.NONE);
        listings.add(List.of(film));
        Instant end = film.window().until();

        assertThat(stateAt(end.minusMillis(1), film)).isEqualTo(Listings.State.OPEN);
        assertThat(stateAt(end, film)).isEqualTo(Listings.State.EXPIRED);
        assertThat(listings.withdraw(film.id())).isTrue();
        assertThat(stateAt(end, film)).isEqualTo(Listings.State.WITHDRAWN);
    }

    private Listings.State stateAt(Instant now, Offer offer) {
        return new Listings(store.store(), new MarketJson(), Clock.fixed(now, ZoneOffset.UTC))
                .find(offer.id())
                .orElseThrow()
                .state();
    }

    private static Offer file(String id, String sha256, Attributes attributes) {
        return new Offer(
                new ListingId(id),
                new PartyId(id.substring(0, 3)),
                new FileHeader("film.bin", "", "", "", "", 1000, sha256),
                1,
                new Window(NOON, NOON.plusSeconds(3600)),
                attributes,
                Constraint.NONE,
                Optional.empty());
    }
}
