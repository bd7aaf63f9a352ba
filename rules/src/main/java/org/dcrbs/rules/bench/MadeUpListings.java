package org.dcrbs.rules.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.dcrbs.market.Attributes;
import org.dcrbs.market.Category;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.Consideration;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Demand;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.InternetAccess;
import org.dcrbs.market.Listing;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Member;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Money;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Peripheral;
import org.dcrbs.market.Reputation.Standing;
import org.dcrbs.market.Requirement;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Storage;
import org.dcrbs.market.Window;

/** Offers and demands of one lot each, of all seven categories alike, from a seed. */
public final class MadeUpListings {
    private static final int PARTIES = 100;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String[] FUNCTIONS = {"Program", "data set", "software library", "a map", "poem", ""};
    private static final String[] USERS = {"engineers", "Scientists", "everybody", ""};
    private static final String[] CURRENCIES = {"CR", "EUR", "USD"};

    private final SplittableRandom random;

    private MadeUpListings(long seed) {
        this.random = new SplittableRandom(seed);
    }

    public static List<Listing> of(int count, long seed) {
        MadeUpListings made = new MadeUpListings(seed);
        List<Listing> listings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            listings.add(made.listing(i));
        }
        return listings;
    }

    /** Circumstances in which every premium is due to some of them. */
    public static Circumstances circumstances(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<PartyId, Member> members = new HashMap<>();
        for (int i = 0; i < PARTIES; i++) {
            members.put(party(i), new Member(Party.ORDINARY, Credits.ZERO, random.nextInt(0, 1001), Standing.GOOD));
        }
        return new Circumstances(
                START.minusSeconds(3600),
                Map.of(Category.COMPUTING_POWER, 1700L, Category.STORAGE, 4000L, Category.MEMORY, 300L),
                members);
    }

    private static PartyId party(int number) {
        return new PartyId("p-" + number % PARTIES);
    }

    private Listing listing(int number) {
        Spec spec = spec(number % 7);
        Window window = new Window(START, START.plusSeconds(random.nextInt(1, 3_000_000)));
        Optional<Credits> said =
                random.nextInt(4) == 0 ? Optional.of(Credits.micro(random.nextLong(1, 100_000_000))) : Optional.empty();
        PartyId party = party(number);
        if (random.nextBoolean() && spec.unfitToOffer().isEmpty()) {
            return new Offer(
                    new ListingId("o-" + number),
                    party,
                    spec,
                    random.nextInt(1, 4),
                    window,
                    Attributes.NONE,
                    Constraint.NONE,
                    said);
        }
        return new Demand(
                new ListingId("d-" + number),
                party,
                List.of(new Requirement("it", spec, window, Constraint.NONE, said, Optional.empty())),
                false,
                false,
                new Consideration.Either(),
                Attributes.NONE);
    }

    private Spec spec(int category) {
        return switch (category) {
            case 0 -> new ComputingPower(random.nextInt(1, 64_000), orZero(60_000), orZero(9_000));
            case 1 -> new Memory(random.nextInt(1, 256_000), orZero(400), orZero(400));
            case 2 -> new Storage(random.nextInt(1, 4_000_000), orZero(20_000), orZero(20_000), orZero(20_000));
            case 3 ->
                new Peripheral(
                        any(Peripheral.Kind.values()), random.nextInt(72, 2400), random.nextInt(0, 33), orZero(60));
            case 4 ->
                new FileHeader(
                        "f",
                        any(USERS),
                        random.nextBoolean() ? "to learn" : "",
                        any(FUNCTIONS),
                        random.nextBoolean() ? "Linux" : "",
                        random.nextLong(1, 5_000_000_000L),
                        "ab".repeat(32));
            case 5 ->
                new InternetAccess(
                        any(InternetAccess.Medium.values()),
                        random.nextInt(1, 1_000_000),
                        random.nextInt(800, 1001),
                        orZero(900_000));
            default -> new Money(any(Money.Form.values()), any(CURRENCIES), random.nextLong(1, 1_000_000_000L));
        };
    }

    private long orZero(int most) {
        return random.nextInt(5) == 0 ? 0 : random.nextInt(1, most);
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
