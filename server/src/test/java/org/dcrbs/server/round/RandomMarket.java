package org.dcrbs.server.round;

import static org.dcrbs.server.contract.TestContracts.COORDINATOR;
import static org.dcrbs.server.contract.TestContracts.NOON;

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
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.Listing;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Requirement;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Window;
import org.dcrbs.server.listing.Market;

/** A small market in which about anything may be, from a seed. */
final class RandomMarket {
    private final SplittableRandom random;
    private final List<Party> parties = new ArrayList<>();

    private RandomMarket(long seed) {
        this.random = new SplittableRandom(seed);
    }

    static Market of(long seed) {
        return new RandomMarket(seed).market();
    }

    private Market market() {
        parties.add(new Party(COORDINATOR, Party.Role.COORDINATOR, "", Credits.of(100), Optional.empty()));
        for (int i = 0; i < random.nextInt(2, 6); i++) {
            parties.add(new Party(
                    new PartyId("p" + i),
                    Party.Role.PEER,
                    "",
                    Credits.of(random.nextInt(20, 200)),
                    random.nextInt(5) == 0 ? Optional.of(Credits.of(random.nextInt(40))) : Optional.empty()));
        }
        List<Listing> listings = new ArrayList<>();
        for (int i = 0; i < random.nextInt(4, 14); i++) {
            listings.add(new Offer(
                    new ListingId("o-" + i),
                    party(),
                    offered(i),
                    random.nextInt(1, 4),
                    window(0, 100 + random.nextInt(100)),
                    Attributes.NONE,
                    random.nextInt(6) == 0 ? new Constraint("taker.id != 'p1'") : Constraint.NONE,
                    Optional.of(Credits.of(random.nextInt(40)))));
        }
        for (int i = 0; i < random.nextInt(1, 8); i++) {
            listings.add(demand(i));
        }
        return new Market("", parties, listings, List.of());
    }

    private Demand demand(int number) {
        List<Requirement> requirements = new ArrayList<>();
        for (int i = 0; i < random.nextInt(1, 3); i++) {
            int from = random.nextInt(90);
            requirements.add(new Requirement(
                    "r" + i,
                    needed(),
                    window(from, from + random.nextInt(1, 60)),
                    Constraint.NONE,
                    Optional.of(Credits.of(random.nextInt(5, 50))),
                    Optional.empty()));
        }
        boolean same = random.nextInt(4) == 0;
        boolean distinct = !same && random.nextInt(4) == 0;
        Consideration inReturn =
                random.nextInt(4) == 0 ? new Consideration.InKind(List.of()) : new Consideration.Either();
        return new Demand(
                new ListingId("d-" + number), party(), requirements, same, distinct, inReturn, Attributes.NONE);
    }

    private Spec offered(int number) {
        return switch (random.nextInt(3)) {
            case 0 -> new Memory(random.nextInt(512, 4096), 80, 90);
            case 1 -> new ComputingPower(random.nextInt(1000, 8000), 5000, 800);
            default -> new FileHeader("f" + number, "", "", "", "", 1000, "ab".repeat(32));
        };
    }

    private Spec needed() {
        return switch (random.nextInt(3)) {
            case 0 -> new Memory(random.nextInt(1, 3000), 0, 0);
            case 1 -> new ComputingPower(random.nextInt(100, 5000), 1000, 0);
            default -> new FileHeader("", "", "", "", "", 0, "");
        };
    }

    private PartyId party() {
        return parties.get(random.nextInt(parties.size())).id();
    }

    private static Window window(int from, int until) {
        return new Window(NOON.plusSeconds(60L * from), NOON.plusSeconds(60L * until));
    }
}
