package org.dcrbs.server.gateway;

import java.util.stream.Collectors;
import org.dcrbs.market.Demand;
import org.dcrbs.market.Listing;
import org.dcrbs.market.Offer;
import org.dcrbs.protocol.v1.ErrandAnswer;
import org.dcrbs.server.listing.Listings;
import org.dcrbs.server.report.SpecWords;

/** Listings as members see them. */
final class ListingWords {
    private static final int LONGEST = 200;

    private ListingWords() {}

    static ErrandAnswer.Listing of(Listings.Entry entry) {
        Listing listing = entry.listing();
        String text = text(listing);
        return ErrandAnswer.Listing.newBuilder()
                .setId(listing.id().value())
                .setParty(listing.party().value())
                .setKind(listing instanceof Offer ? "OFFER" : "DEMAND")
                .setState(entry.state().name())
                .setText(text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...")
                .build();
    }

    private static String text(Listing listing) {
        if (listing instanceof Offer offer) {
            return SpecWords.of(offer.spec()) + ", until " + offer.window().until();
        }
        return ((Demand) listing)
                .requirements().stream()
                        .map(wanted -> wanted.name() + ": " + SpecWords.of(wanted.least()))
                        .collect(Collectors.joining("; "));
    }
}
