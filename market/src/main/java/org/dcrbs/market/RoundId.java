package org.dcrbs.market;

/** Names a batch clearing. */
public record RoundId(String value) implements Comparable<RoundId> {
    public RoundId {
        Check.id("round id", value);
    }

    @Override
    public int compareTo(RoundId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
