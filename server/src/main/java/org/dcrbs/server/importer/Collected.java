package org.dcrbs.server.importer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dcrbs.market.Listing;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.server.listing.BadInputException;

/** What the rows have made so far. A row's yield is taken whole or not at all. */
final class Collected {
    private final Map<PartyId, Party> parties = new LinkedHashMap<>();
    private final List<Listing> listings = new ArrayList<>();
    private final Set<ListingId> ids = new HashSet<>();
    private final int mostListings;
    private int offers;

    Collected(int mostListings) {
        this.mostListings = mostListings;
    }

    /** The same party may come of many rows, as long as they say the same of it. */
    void add(List<Party> moreParties, List<Listing> moreListings) {
        Map<PartyId, Party> known = new LinkedHashMap<>();
        for (Party party : moreParties) {
            Party before = known.containsKey(party.id()) ? known.get(party.id()) : parties.get(party.id());
            if (before != null && !before.equals(party)) {
                throw new BadInputException("party " + party.id() + " is there already, on other terms");
            }
            known.put(party.id(), party);
        }
        Set<ListingId> fresh = new HashSet<>();
        for (Listing listing : moreListings) {
            if (ids.contains(listing.id()) || !fresh.add(listing.id())) {
                throw new BadInputException("listing " + listing.id() + " is there already");
            }
            if (!known.containsKey(listing.party()) && !parties.containsKey(listing.party())) {
                throw new BadInputException("listing " + listing.id() + ": no party " + listing.party());
            }
        }
        if (listings.size() + moreListings.size() > mostListings) {
            throw new BadInputException("more than " + mostListings + " listings");
        }
        parties.putAll(known);
        ids.addAll(fresh);
        listings.addAll(moreListings);
        offers += (int) moreListings.stream().filter(Offer.class::isInstance).count();
    }

    List<Party> parties() {
        return List.copyOf(parties.values());
    }

    List<Listing> listings() {
        return listings;
    }

    int offers() {
        return offers;
    }

    int demands() {
        return listings.size() - offers;
    }
}
