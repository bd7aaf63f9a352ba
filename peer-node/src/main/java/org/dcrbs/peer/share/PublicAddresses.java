package org.dcrbs.peer.share;

import java.net.InetAddress;
import java.util.List;

/** Which addresses are the open internet's, and which lead back into a house. */
final class PublicAddresses {
    /** Of the special-purpose registries of IANA (RFC 6890), those that the JDK's own predicates don't cover. */
    private static final List<AddressBlock> NOT_PUBLIC = List.of(
            AddressBlock.of("0.0.0.0/8"),
            AddressBlock.of("100.64.0.0/10"),
            AddressBlock.of("192.0.0.0/24"),
            AddressBlock.of("192.0.2.0/24"),
            AddressBlock.of("198.18.0.0/15"),
            AddressBlock.of("198.51.100.0/24"),
            AddressBlock.of("203.0.113.0/24"),
            AddressBlock.of("240.0.0.0/4"),
            // These carry addresses of IPv4 within them, and so lead anywhere.
            AddressBlock.of("2001::/32"),
            AddressBlock.of("2002::/16"),
            AddressBlock.of("2001:db8::/32"));

    private static final AddressBlock GLOBAL_V6 = AddressBlock.of("2000::/3");

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        boolean special = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        boolean global = address.getAddress().length == AddressBlock.V4_BYTES || GLOBAL_V6.contains(address);
        return global && !special && NOT_PUBLIC.stream().noneMatch(block -> block.contains(address));
    }
}
