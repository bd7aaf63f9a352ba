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
        BigInteger part = BigInteger.valueOf(requirement.least().units());
        BigInteger whole = BigInteger.valueOf(offer.capacity());
        if (isLent(offer.spec().category())) {
            part = part.multiply(BigInteger.valueOf(requirement.window().seconds()));
            whole = whole.multiply(BigInteger.valueOf(offer.window().seconds()));
        }
        return valuation.limit().portion(part, whole);
    }

    /** Whether the resource comes back after use. A copy of a file and money don't: they are counted, not timed. */
    public static boolean isLent(Category category) {
        return category != Category.FILE && category != Category.MONEY;
    }
}
