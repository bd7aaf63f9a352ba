package org.dcrbs.server.listing;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.server.api.NotFoundException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Parties and listings over HTTP. */
@RestController
@RequestMapping("/api/v1")
class ListingController {
    private final Parties parties;
    private final Listings listings;
    private final Intake intake;
    private final MarketJson json;
    private final Clock clock;

    ListingController(Parties parties, Listings listings, Intake intake, MarketJson json, Clock clock) {
        this.parties = parties;
        this.listings = listings;
        this.intake = intake;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping("/parties")
    List<Party> parties() {
        return parties.all();
    }

    /** What the operator may change of a party. */
    record PartyChange(Optional<String> membership) {}

    @PostMapping("/parties/{id}")
    Party change(@PathVariable String id, @RequestBody PartyChange change) {
        String membership = change.membership()
                .orElseThrow(() -> new BadInputException("membership: what kind of member is " + id + " to be?"));
        Party party = parties.find(new PartyId(id)).orElseThrow(() -> new NotFoundException("no party " + id));
        try {
            Party changed = party.withMembership(membership);
            parties.put(changed);
            return changed;
        } catch (IllegalArgumentException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }

    @GetMapping("/listings")
    List<Listings.Entry> listings() {
        return listings.all();
    }

    @GetMapping("/listings/{id}")
    Listings.Entry listing(@PathVariable String id) {
        return listings.find(new ListingId(id)).orElseThrow(() -> new NotFoundException("no listing " + id));
    }

    /** The body is a market file; its blobs must have been uploaded before. */
    @PostMapping(path = "/listings", consumes = "application/x-ndjson")
    Intake.Taken add(InputStream body) throws IOException {
        return intake.take(new MarketFile(json, clock.instant()).read("request", body));
    }

    @DeleteMapping("/listings/{id}")
    Listings.Entry withdraw(@PathVariable String id) {
        listing(id);
        if (!listings.withdraw(new ListingId(id))) {
            throw new BadInputException("listing " + id + " is not open");
        }
        return listing(id);
    }
}
