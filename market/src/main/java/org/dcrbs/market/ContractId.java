package org.dcrbs.market;

/** Names a contract; derived from the round and the two parties, so that making it again is harmless. */
public record ContractId(String value) implements Comparable<ContractId> {
    public ContractId {
        Check.derivedId("contract id", value);
    }

    @Override
    public int compareTo(ContractId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
