package org.dcrbs.market;

import java.util.regex.Pattern;

/**
 * Names a party: a peer, or the coordinator itself. Plain enough to stand in a certificate, and without the {@code +} that
 * joins two of them to a {@link ContractId}.
 */
public record PartyId(String value) implements Comparable<PartyId> {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public PartyId {
        Check.that(
                PLAIN.matcher(value).matches(),
                "party id \"" + Check.shorten(value)
                        + "\": want 1 to 64 letters, digits or . _ -, a letter or digit first");
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
