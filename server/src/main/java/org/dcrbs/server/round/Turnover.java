package org.dcrbs.server.round;

import java.math.BigInteger;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.Requirement;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Window;
import org.dcrbs.server.search.OfferEntry;

/** How much of a category a round saw: in its unit times seconds, or in its unit alone for what isn't lent. */
public record Turnover(BigInteger offered, BigInteger demanded, BigInteger served) {
    static final Turnover NONE = new Turnover(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

    /** @param free how much of it could still be had */
    static Turnover of(Offer offer, long free) {
        return new Turnover(quantity(offer.spec(), free, offer.window()), BigInteger.ZERO, BigInteger.ZERO);
    }

    static Turnover of(Requirement requirement) {
        Spec least = requirement.least();
        return new Turnover(BigInteger.ZERO, quantity(least, least.units(), requirement.window()), BigInteger.ZERO);
    }

    static Turnover of(Pairing pairing) {
        Spec least = pairing.least();
        return new Turnover(BigInteger.ZERO, BigInteger.ZERO, quantity(least, least.units(), pairing.window()));
    }

    Turnover plus(Turnover other) {
        return new Turnover(offered.add(other.offered), demanded.add(other.demanded), served.add(other.served));
    }

    private static BigInteger quantity(Spec spec, long units, Window window) {
        BigInteger quantity = BigInteger.valueOf(units);
        return OfferEntry.isLent(spec.category()) ? quantity.multiply(BigInteger.valueOf(window.seconds())) : quantity;
    }
}
