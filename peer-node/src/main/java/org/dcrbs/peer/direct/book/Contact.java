package org.dcrbs.peer.direct.book;

import org.dcrbs.market.Credits;
import org.dcrbs.protocol.proof.OpenKey;

/**
 * A peer that the owner knows.
 *
 * @param name what the owner calls it
 * @param address host:port, or empty for one that only dials
 * @param limit the most that it may owe this node
 */
public record Contact(String name, String address, OpenKey key, Credits limit) {
    public Contact {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException("the name \"" + name.replaceAll("\\p{Cntrl}", "?")
                    + "\": want 1 to 40 small letters, digits or dashes, a letter or digit first");
        }
        if (!address.isEmpty() && !address.matches("[A-Za-z0-9.:\\[\\]_-]{1,255}:[1-9]\\d{0,4}")) {
            throw new IllegalArgumentException(
                    "the address \"" + address.replaceAll("\\p{Cntrl}", "?") + "\": want HOST:PORT, or - for none");
        }
        if (!address.isEmpty() && portOf(address) > 65_535) {
            throw new IllegalArgumentException("the address " + address + ": ports end at 65535");
        }
        if (limit.isNegative()) {
            throw new IllegalArgumentException("the limit " + limit + " is negative");
        }
    }

    public String host() {
        return address.substring(0, address.lastIndexOf(':')).replaceAll("^\\[|\\]$", "");
    }

    public int port() {
        return portOf(address);
    }

    private static int portOf(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }
}
