package org.dcrbs.market;

/** Names a transfer; derived from what it settles, so that posting it again is harmless. */
public record TransferId(String value) implements Comparable<TransferId> {
    public TransferId {
        Check.derivedId("transfer id", value);
    }

    @Override
    public int compareTo(TransferId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
