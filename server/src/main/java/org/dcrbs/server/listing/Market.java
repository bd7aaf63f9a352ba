package org.dcrbs.server.listing;

import java.util.List;
import org.dcrbs.market.Listing;
import org.dcrbs.market.Party;

/**
 * Parties and their listings, as a market file holds them.
 *
 * @param blobs files that the listings speak of by SHA-256, relative to the market file's folder
 */
public record Market(String name, List<Party> parties, List<Listing> listings, List<BlobPath> blobs) {
    public Market {
        parties = List.copyOf(parties);
        listings = List.copyOf(listings);
        blobs = List.copyOf(blobs);
    }

    /** A file beside the market file. */
    public record BlobPath(String path, String sha256) {}
}
