package org.dcrbs.market;

/** Names a party: a peer, or the coordinator itself. */
public record PartyId(String value) implements Comparable<PartyId> {
    public PartyId {
        Check.id("party id", value);
    }

    @Override
    public int compareTo(PartyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
