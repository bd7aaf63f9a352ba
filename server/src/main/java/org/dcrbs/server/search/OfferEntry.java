package org.dcrbs.server.search;

import java.math.BigInteger;
import org.dcrbs.market.Appraisal.Valuation;
import org.dcrbs.market.Category;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Party;
import org.dcrbs.market.Reputation.Standing;
import org.dcrbs.market.Requirement;

/**
 * An offer as a round sees it.
 *
 * @param free how much of its capacity no contract has taken, throughout its window, and its party's standing leaves
 * @param standing of its party
 */
public record OfferEntry(Offer offer, Party party, Valuation valuation, long free, Standing standing) {
    /** The least that the offer's party takes for what the requirement needs of it. */
    public Credits reserve(Requirement requirement) {
        long units = requirement.least().units();
        long capacity = offer.capacity();
        if (!isLent(offer.spec().category())) {
            return valuation.limit().portion(units, capacity);
        }
        long wanted = requirement.window().seconds();
        long there = offer.window().seconds();
        if (capacity <= Long.MAX_VALUE / there && units <= capacity && wanted <= there) {
            return valuation.limit().portion(units * wanted, capacity * there);
        }
        return valuation
                .limit()
                .portion(
                        BigInteger.valueOf(units).multiply(BigInteger.valueOf(wanted)),
                        BigInteger.valueOf(capacity).multiply(BigInteger.valueOf(there)));
    }

    /** Whether the resource comes back after use. A copy of a file and money don't: they are counted, not timed. */
    public static boolean isLent(Category category) {
        return category != Category.FILE && category != Category.MONEY;
    }
}
