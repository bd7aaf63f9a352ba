package org.dcrbs.market;

import java.util.List;

/** What a demand gives in return. */
public sealed interface Consideration {
    /** Money, within the party's credit. */
    record InMoney() implements Consideration {}

    /**
     * The named offers of the same party, and no money beyond the tolerance that policy calls equitable. An empty list
     * stands for all of the party's offers.
     */
    record InKind(List<ListingId> offers) implements Consideration {
        public InKind {
            offers = List.copyOf(offers);
        }
    }

    /** Resources, money, or both. */
    record Either() implements Consideration {}
}
