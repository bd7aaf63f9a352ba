package org.dcrbs.market;

import org.dcrbs.market.Reputation.Standing;

/**
 * What is known of a party beside its listings.
 *
 * @param membership see {@link Party#membership}
 * @param volume the worth of what it gave and took under contracts that were settled lately
 * @param reputation how well it delivered, 0 to 1000; {@link #UNPROVEN} before it has delivered anything
 * @param standing what follows from how it delivered
 */
public record Member(String membership, Credits volume, int reputation, Standing standing) {
    /** The reputation of one that has still to prove itself. */
    public static final int UNPROVEN = 500;

    public static final Member NEWCOMER = new Member(Party.ORDINARY, Credits.ZERO, UNPROVEN, Standing.GOOD);

    public Member {
        Check.that(!volume.isNegative(), "volume " + volume + " is negative");
        Check.range("reputation", reputation, 0, 1000);
    }
}
