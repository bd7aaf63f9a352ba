package org.dcrbs.server.listing;

import com.mongodb.client.model.Filters;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.dcrbs.market.Demand;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.Listing;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Offer;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.RoundId;
import org.dcrbs.server.store.Documents;
import org.dcrbs.server.store.Store;
import org.springframework.stereotype.Component;

/**
 * The store of listings. A listing is OPEN until its demand is MATCHED by a round or its party has it WITHDRAWN; an
 * offer stays open while it is partly given, since contracts say how much of it is.
 */
@Component
public class Listings {
    /** Where a listing stands. */
    public enum State {
        OPEN,
        MATCHED,
        WITHDRAWN,
        /** Still open, but its time has passed: never stored, so that rounds can tell who came too late. */
        EXPIRED
    }

    /** A listing with where it stands. */
    public record Entry(Listing listing, State state) {}

    private final Documents documents;
    private final MarketJson json;
    private final Clock clock;

    public Listings(Store store, MarketJson json, Clock clock) {
        this.documents = store.collection("listings");
        this.json = json;
        this.clock = clock;
    }

    /** Refuses listings with an id that is taken. */
    void refuseTaken(Collection<? extends Listing> listings) {
        for (Listing listing : listings) {
            documents.find(listing.id().value()).ifPresent(taken -> {
                throw new BadInputException("listing " + listing.id() + " is there already, "
                        + taken.getString("state").toLowerCase(Locale.ROOT));
            });
        }
    }

    /** Adds those whose id is not taken. */
    void add(Collection<? extends Listing> listings) {
        documents.insertAllIfAbsent(listings.stream().map(this::document).toList());
    }

    /**
     * Makes these the offers that the party's node reports; what it reported before and doesn't now is withdrawn.
     *
     * @return those not taken, since their id belongs to a listing that this node didn't report
     */
    public Set<ListingId> replaceReported(PartyId party, Collection<Offer> offers) {
        Set<ListingId> notTaken = new HashSet<>();
        for (Offer offer : offers) {
            Document document = document(offer).append("reported", true);
            if (!documents.insertIfAbsent(new Document(document)) && !replace(document)) {
                notTaken.add(offer.id());
            }
        }
        withdrawOthers(party, offers);
        return notTaken;
    }

    /** A node has no say over the listings of others, nor over those that were entered by hand. */
    private boolean replace(Document document) {
        boolean[] own = {false};
        documents.update(document.getString("_id"), there -> {
            own[0] = there.getBoolean("reported", false)
                    && document.getString("party").equals(there.getString("party"));
            return own[0] ? new Document(document) : null;
        });
        return own[0];
    }

    private void withdrawOthers(PartyId party, Collection<Offer> offers) {
        Set<String> now = offers.stream().map(offer -> offer.id().value()).collect(Collectors.toSet());
        for (Document earlier : documents.find(Filters.and(
                Filters.eq("party", party.value()), Filters.eq("reported", true), Filters.eq("state", "OPEN")))) {
            if (!now.contains(earlier.getString("_id"))) {
                setState(new ListingId(earlier.getString("_id")), State.WITHDRAWN, Optional.empty());
            }
        }
    }

    public List<Listing> open() {
        List<Listing> open = new ArrayList<>();
        documents.find(Filters.eq("state", State.OPEN.name())).forEach(document -> open.add(listing(document)));
        return open;
    }

    /** The parties with an open offer of the file of that SHA-256 who would hold it open for the takers of others, too. */
    public List<PartyId> reseeders(String sha256) {
        return documents
                .find(Filters.and(
                        Filters.eq("state", State.OPEN.name()),
                        Filters.eq("kind", "offer"),
                        Filters.eq("body.spec.sha256", sha256),
                        Filters.eq("body.attributes." + FileHeader.RESEED_ATTRIBUTE, "true")))
                .stream()
                .map(document -> new PartyId(document.getString("party")))
                .distinct()
                .toList();
    }

    public Optional<Entry> find(ListingId id) {
        return documents.find(id.value()).map(this::entry);
    }

    public List<Entry> all() {
        return documents.all().stream().map(this::entry).toList();
    }

    /** Marks a demand as served by the round; harmless if it is already. */
    public void match(ListingId id, RoundId round) {
        setState(id, State.MATCHED, Optional.of(round));
    }

    /** Puts a demand that the round held back into the market; harmless if it is there already, or with another round. */
    public void reopen(ListingId id, RoundId round) {
        documents.update(id.value(), document -> {
            boolean held = State.MATCHED.name().equals(document.getString("state"))
                    && round.value().equals(document.getString("round"));
            return held ? document.append("state", State.OPEN.name()) : null;
        });
    }

    /** Takes the listing off the market; tells whether it was open. */
    public boolean withdraw(ListingId id) {
        boolean[] wasOpen = {false};
        documents.update(id.value(), document -> {
            wasOpen[0] = State.OPEN.name().equals(document.getString("state"));
            return wasOpen[0] ? document.append("state", State.WITHDRAWN.name()) : null;
        });
        return wasOpen[0];
    }

    /** All of the party's, whatever their state. */
    public List<Entry> ofParty(PartyId party) {
        return documents.find(Filters.eq("party", party.value())).stream()
                .map(this::entry)
                .toList();
    }

    private void setState(ListingId id, State state, Optional<RoundId> round) {
        documents.update(id.value(), document -> {
            round.ifPresent(value -> document.append("round", value.value()));
            return document.append("state", state.name());
        });
    }

    private Document document(Listing listing) {
        return new Document("_id", listing.id().value())
                .append("kind", listing instanceof Offer ? "offer" : "demand")
                .append("party", listing.party().value())
                .append("state", State.OPEN.name())
                .append("at", clock.instant().toString())
                .append("body", json.document(listing));
    }

    private Entry entry(Document document) {
        Listing listing = listing(document);
        State state = State.valueOf(document.getString("state"));
        boolean expired = state == State.OPEN && !listing.closes().isAfter(clock.instant());
        return new Entry(listing, expired ? State.EXPIRED : state);
    }

    private Listing listing(Document document) {
        Document body = document.get("body", Document.class);
        return "offer".equals(document.getString("kind"))
                ? json.value(body, Offer.class)
                : json.value(body, Demand.class);
    }
}
