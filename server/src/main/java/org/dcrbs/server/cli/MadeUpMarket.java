package org.dcrbs.server.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.dcrbs.market.Attributes;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.Consideration;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Demand;
import org.dcrbs.market.InternetAccess;
import org.dcrbs.market.Listing;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Peripheral;
import org.dcrbs.market.Requirement;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Storage;
import org.dcrbs.market.Window;
import org.dcrbs.server.listing.Market;

/**
 * Parties that offer and demand what is lent, from a seed. Offers last for a week, demands for hours of it; about every
 * third party says itself what it takes or gives, the others leave that to policy.
 */
final class MadeUpMarket {
    private static final int LISTINGS_A_PARTY = 20;
    private static final int HOUR = 3600;
    private static final int HOURS = 7 * 24;

    private final SplittableRandom random;
    private final Instant from;
    private final List<Party> parties = new ArrayList<>();

    private MadeUpMarket(long seed, Instant from) {
        this.random = new SplittableRandom(seed);
        this.from = from;
    }

    static Market of(int listings, long seed, Instant from) {
        return new MadeUpMarket(seed, from).market(listings, "made-up-" + listings + "-seed" + seed);
    }

    private Market market(int count, String name) {
        parties.add(party("coordinator", Party.Role.COORDINATOR));
        for (int i = 0; i <= count / LISTINGS_A_PARTY; i++) {
            parties.add(party("p-" + i, Party.Role.PEER));
        }
        List<Listing> listings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            listings.add(i % 2 == 0 ? offer(i) : demand(i));
        }
        return new Market(name, parties, listings, List.of());
    }

    private static Party party(String id, Party.Role role) {
        return new Party(new PartyId(id), role, id, Credits.of(200), Optional.empty());
    }

    private PartyId anyone() {
        return parties.get(random.nextInt(1, parties.size())).id();
    }

    private Listing offer(int number) {
        Spec spec = switch (random.nextInt(5)) {
            case 0 -> new ComputingPower(1000L * random.nextInt(1, 65), random.nextInt(2000, 60_000), 1500);
            case 1 -> new Memory(1000L * random.nextInt(1, 257), random.nextInt(50, 200), random.nextInt(50, 200));
            case 2 -> new Storage(10_000L * random.nextInt(1, 400), random.nextInt(50, 9000), 2000, 3000);
            case 3 ->
                new Peripheral(
                        Peripheral.Kind.PRINTER,
                        300L * random.nextInt(1, 5),
                        random.nextInt(1, 25),
                        random.nextInt(5, 60));
            default ->
                new InternetAccess(
                        InternetAccess.Medium.FIBRE, 1000L * random.nextInt(10, 1000), random.nextInt(950, 1000), 9000);
        };
        Window week = new Window(from, from.plusSeconds((long) HOURS * HOUR));
        return new Offer(
                new ListingId("o-" + number),
                anyone(),
                spec,
                1,
                week,
                Attributes.NONE,
                Constraint.NONE,
                said(spec.units() / 1000 + 1));
    }

    private Listing demand(int number) {
        List<Requirement> requirements = new ArrayList<>();
        int lines = random.nextInt(1, 4);
        int begin = random.nextInt(HOURS - 25);
        Window window = new Window(
                from.plusSeconds((long) begin * HOUR), from.plusSeconds((long) (begin + random.nextInt(1, 25)) * HOUR));
        for (int i = 0; i < lines; i++) {
            Spec least = least();
            requirements.add(new Requirement(
                    "r" + i, least, window, Constraint.NONE, said(least.units() / 4000 + 1), Optional.empty()));
        }
        return new Demand(
                new ListingId("d-" + number),
                anyone(),
                requirements,
                false,
                false,
                new Consideration.Either(),
                Attributes.NONE);
    }

    private Spec least() {
        return switch (random.nextInt(5)) {
            case 0 -> new ComputingPower(500L * random.nextInt(1, 33), random.nextInt(1000, 20_000), 0);
            case 1 -> new Memory(500L * random.nextInt(1, 65), 0, 0);
            case 2 -> new Storage(5_000L * random.nextInt(1, 200), 0, 0, 0);
            case 3 -> new Peripheral(Peripheral.Kind.PRINTER, 300, 0, random.nextInt(1, 20));
            default -> new InternetAccess(InternetAccess.Medium.ANY, 1000L * random.nextInt(1, 100), 900, 0);
        };
    }

    private Optional<Credits> said(long scale) {
        return random.nextInt(3) == 0
                ? Optional.of(Credits.micro(scale * random.nextInt(2_000, 200_000)))
                : Optional.empty();
    }
}
