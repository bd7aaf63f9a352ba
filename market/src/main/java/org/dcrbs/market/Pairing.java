package org.dcrbs.market;

/**
 * One requirement served by one offer, as a round decided it.
 *
 * @param least the requirement's spec: what is to be delivered
 * @param value the most that the taker would give for it
 * @param reserve the least that the giver would take for it
 * @param worth what is paid, between the two
 */
public record Pairing(
        ListingId demand,
        String requirement,
        PartyId taker,
        ListingId offer,
        PartyId giver,
        Spec least,
        Window window,
        Credits value,
        Credits reserve,
        Credits worth) {
    public Pairing {
        Check.that(!taker.equals(giver), "demand " + demand + ", " + requirement + ": " + taker + " serves itself");
        Check.that(
                reserve.compareTo(worth) <= 0 && worth.compareTo(value) <= 0,
                "demand " + demand + ", " + requirement + ": worth " + worth + " is not between the reserve " + reserve
                        + " and the value " + value);
    }

    /** The same pairing at another worth. */
    public Pairing at(Credits other) {
        return new Pairing(demand, requirement, taker, offer, giver, least, window, value, reserve, other);
    }

    /** What the pairing adds to the welfare of the two together. */
    public Credits surplus() {
        return value.minus(reserve);
    }
}
