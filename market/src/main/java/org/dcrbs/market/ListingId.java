package org.dcrbs.market;

/** Names an offer or a demand. */
public record ListingId(String value) implements Comparable<ListingId> {
    public ListingId {
        Check.id("listing id", value);
    }

    @Override
    public int compareTo(ListingId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
