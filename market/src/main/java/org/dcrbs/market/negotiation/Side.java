package org.dcrbs.market.negotiation;

import org.dcrbs.market.Credits;

/** The two sides of a pairing. What one wants much of, the other wants little of. */
public enum Side {
    GIVER("the giver"),
    TAKER("the taker");

    private final String words;

    Side(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    public Side other() {
        return this == GIVER ? TAKER : GIVER;
    }

    /** Whether this side would rather have the worth that comes first, or doesn't mind. */
    boolean likesAsMuch(Credits one, Credits another) {
        int order = one.compareTo(another);
        return this == GIVER ? order >= 0 : order <= 0;
    }

    /** The worse of the two for this side. */
    Credits worse(Credits one, Credits another) {
        return likesAsMuch(one, another) ? another : one;
    }

    /** The better of the two for this side. */
    Credits better(Credits one, Credits another) {
        return likesAsMuch(one, another) ? one : another;
    }
}
