package org.dcrbs.server.listing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dcrbs.market.Consideration;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.Demand;
import org.dcrbs.market.Job;
import org.dcrbs.market.Listing;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.NativePlatform;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Requirement;
import org.dcrbs.server.blob.Blobs;
import org.dcrbs.server.search.Conditions;
import org.springframework.stereotype.Service;

/** Takes a market in whole, or refuses it whole with the first listing that is wrong. */
@Service
public class Intake {
    /** Magic number and version, with which every module begins. */
    private static final byte[] WEB_ASSEMBLY = {0, 'a', 's', 'm', 1, 0, 0, 0};

    private final Parties parties;
    private final Listings listings;
    private final Blobs blobs;

    Intake(Parties parties, Listings listings, Blobs blobs) {
        this.parties = parties;
        this.listings = listings;
        this.blobs = blobs;
    }

    /** What was taken in. */
    public record Taken(int parties, int offers, int demands) {}

    /** The blobs that the market's jobs speak of must be there already. */
    public Taken take(Market market) {
        Set<PartyId> known = new HashSet<>();
        parties.all().forEach(party -> known.add(party.id()));
        market.parties().forEach(party -> known.add(party.id()));
        checkCoordinator(market);
        Map<ListingId, PartyId> brought = new HashMap<>();
        market.listings().forEach(listing -> brought.put(listing.id(), listing.party()));
        int offers = 0;
        for (Listing listing : market.listings()) {
            check(listing, known, brought);
            offers += listing instanceof Offer ? 1 : 0;
        }
        listings.refuseTaken(market.listings());
        market.parties().forEach(parties::put);
        listings.add(market.listings());
        return new Taken(market.parties().size(), offers, market.listings().size() - offers);
    }

    /** The same for what a member posts itself: listings of its own, and nothing else. */
    public Taken takeFrom(PartyId member, Market market) {
        if (!market.parties().isEmpty() || !market.blobs().isEmpty()) {
            throw new BadInputException("a member posts offers and demands, no parties and no blobs");
        }
        for (Listing listing : market.listings()) {
            if (!listing.party().equals(member)) {
                throw new BadInputException(
                        "listing " + listing.id() + " is " + listing.party() + "'s; a member posts only its own");
            }
        }
        return take(market);
    }

    private void checkCoordinator(Market market) {
        List<PartyId> coordinators = new ArrayList<>();
        parties.coordinator().map(Party::id).ifPresent(coordinators::add);
        for (Party party : market.parties()) {
            boolean isKnown = coordinators.contains(party.id());
            if (party.role() == Party.Role.COORDINATOR && !coordinators.isEmpty() && !isKnown) {
                throw new BadInputException(
                        "party " + party.id() + " says it is the coordinator, but that is " + coordinators.get(0));
            }
            if (party.role() != Party.Role.COORDINATOR && isKnown) {
                throw new BadInputException("party " + party.id() + " is the coordinator; give it that role");
            }
            if (party.role() == Party.Role.COORDINATOR) {
                coordinators.add(party.id());
            }
        }
    }

    private void check(Listing listing, Set<PartyId> known, Map<ListingId, PartyId> brought) {
        try {
            if (!known.contains(listing.party())) {
                throw new BadInputException("no party " + listing.party());
            }
            if (listing instanceof Offer offer) {
                check(offer.serves());
            } else if (listing instanceof Demand demand) {
                check(demand, brought);
            }
        } catch (BadInputException e) {
            throw new BadInputException(
                    (listing instanceof Offer ? "offer " : "demand ") + listing.id() + ": " + e.getMessage(), e);
        }
    }

    private void check(Demand demand, Map<ListingId, PartyId> brought) {
        for (Requirement requirement : demand.requirements()) {
            check(requirement.wants());
            if (requirement.job().isPresent()) {
                checkBlob(requirement, requirement.job().get());
            }
        }
        if (demand.inReturn() instanceof Consideration.InKind inKind) {
            for (ListingId named : inKind.offers()) {
                Optional<PartyId> owner = Optional.ofNullable(brought.get(named))
                        .or(() -> listings.find(named)
                                .map(entry -> entry.listing().party()));
                if (!owner.equals(Optional.of(demand.party()))) {
                    throw new BadInputException("gives " + named + " in return, "
                            + owner.map(other -> "which is " + other + "'s").orElse("which isn't there"));
                }
            }
        }
    }

    private void checkBlob(Requirement requirement, Job job) {
        if (job.blob().isEmpty()) {
            return;
        }
        String blob = job.blob().get();
        Path file = blobs.find(blob)
                .orElseThrow(() -> new BadInputException(
                        "requirement " + requirement.name() + " needs blob " + blob + "; upload it first"));
        if (job instanceof Job.Compute) {
            checkModule(requirement, blob, file);
        }
    }

    /** A native program must not be awarded to a node that will not run it. */
    private void checkModule(Requirement requirement, String blob, Path file) {
        byte[] head = head(file);
        if (!NativePlatform.isProgram(head)) {
            if (!Arrays.equals(Arrays.copyOf(head, WEB_ASSEMBLY.length), WEB_ASSEMBLY)) {
                throw new BadInputException("requirement " + requirement.name() + ": blob " + blob
                        + " is no WebAssembly module and no native program");
            }
            return;
        }
        NativePlatform platform = NativePlatform.of(head)
                .orElseThrow(() -> new BadInputException("requirement " + requirement.name() + ": blob " + blob
                        + " is a native program, but for none of " + Arrays.toString(NativePlatform.values())));
        if (!Conditions.asks(requirement.wants(), NativePlatform.ATTRIBUTE, platform.toString())) {
            throw new BadInputException("requirement " + requirement.name() + ": blob " + blob
                    + " is a native program, which few nodes run; wants has to say " + platform.wanted()
                    + ", and may say more after &&");
        }
    }

    private byte[] head(Path file) {
        try {
            return blobs.part(file, 0, NativePlatform.HEADER_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file, e);
        }
    }

    private static void check(Constraint constraint) {
        try {
            Conditions.check(constraint);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }
}
