package org.dcrbs.solver;

/**
 * What each candidate's bundle may claim of its value, and a price for every party's net. What a bundle does not claim
 * is left to the offer, which fills its pools with what is worth most to it. Any such split proves a bound, and a good
 * one a sharper one than {@link DualPrices} can, for an offer takes candidates whole.
 *
 * <p>The numbers are fixed-point, so that a bound can be summed without rounding.
 */
public final class KnapsackPrices {
    private final int scale;
    private final long[] claims;
    private final long[] net;

    /**
     * @param scale claims are in 2^-scale of the objective's unit
     * @param claims by candidate of the problem
     * @param net prices by party, in 2^-{@link DualPrices#NET_SCALE}
     */
    public KnapsackPrices(PairingProblem problem, int scale, long[] claims, long[] net) {
        if (scale < 0 || scale > DualPrices.NET_SCALE) {
            throw new IllegalArgumentException("scale " + scale + " is not within 0.." + DualPrices.NET_SCALE);
        }
        if (claims.length != problem.candidateCount()
                || net.length != problem.parties().size()) {
            throw new IllegalArgumentException("claims for " + claims.length + " candidates and prices for "
                    + net.length + " parties, the problem has " + problem.candidateCount() + " and "
                    + problem.parties().size());
        }
        this.scale = scale;
        this.claims = claims.clone();
        this.net = net.clone();
    }

    /** Claims are in 2^-scale of the objective's unit. */
    public int scale() {
        return scale;
    }

    /** What the bundle claims if it is served by this candidate. */
    public long claim(int candidate) {
        return claims[candidate];
    }

    /** Fixed-point price of a party's net. */
    public long netPrice(int party) {
        return net[party];
    }
}
