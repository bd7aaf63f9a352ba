package org.dcrbs.peer.share;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where lessees of the owner's line may go. A place that is named ("example.org", "*.example.org", "*") may be gone to at its
 * public addresses only; any other address, such as those of the owner's own network, has to be listed as an address.
 */
public record AllowList(List<Place> places) {
    private static final Pattern NAME =
            Pattern.compile("(?:\\*|(?:\\*\\.)?[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\\.[a-z0-9_-]{1,63}){0,20})");
    /** A host, or an address of version 6 in brackets, and a port if it is not one of the web's. */
    private static final Pattern PLACE = Pattern.compile("(\\[[^\\]]+]|[^:]+)(?::(\\d{1,5}|\\*))?");

    private static final int MOST_PORTS = 65_535;

    /** The web of the open internet. */
    public static final AllowList DEFAULT = parse(List.of("*"));

    public AllowList {
        places = List.copyOf(places);
    }

    /**
     * One line of it.
     *
     * @param name in small letters, perhaps with a star for its beginning; empty if it is an address
     * @param port 0: those of the web; -1: any
     */
    record Place(String name, Optional<AddressBlock> block, int port) {
        private static final int WEB = 0;
        private static final int ANY = -1;

        boolean hasPort(int asked) {
            return port == ANY || port == asked || (port == WEB && (asked == 80 || asked == 443));
        }

        boolean hasName(String asked) {
            return name.equals("*")
                    || name.equals(asked)
                    || (name.startsWith("*.") && asked.endsWith(name.substring(1)));
        }

        boolean allows(String host, InetAddress address, int asked) {
            if (!hasPort(asked)) {
                return false;
            }
            return block.isPresent() ? block.get().contains(address) : hasName(host) && isOutside(address);
        }

        private String text() {
            return name
                    + block.map(one -> "[" + one.first().getHostAddress() + "/" + one.bits() + "]")
                            .orElse("")
                    + switch (port) {
                        case WEB -> "";
                        case ANY -> ":*";
                        default -> ":" + port;
                    };
        }
    }

    /** @throws IllegalArgumentException naming the entry that makes no sense */
    public static AllowList parse(List<String> entries) {
        return new AllowList(entries.stream().map(AllowList::place).toList());
    }

    /** What {@link #text} wrote. */
    public static AllowList parse(String text) {
        return parse(text.isEmpty() ? List.of() : List.of(text.split(" ", -1)));
    }

    public String text() {
        return places.stream().map(Place::text).collect(Collectors.joining(" "));
    }

    private static Place place(String entry) {
        Matcher parts = PLACE.matcher(entry.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + entry + "' is not HOST, *.HOST or ADDRESS, with or without :PORT");
        }
        String host = parts.group(1);
        int port = port(entry, parts.group(2));
        Optional<AddressBlock> block = AddressBlock.parse(host.replaceAll("^\\[|]$", ""));
        if (block.isEmpty() && !NAME.matcher(host).matches()) {
            throw new IllegalArgumentException("'" + entry + "' names no host and no address");
        }
        return new Place(block.isPresent() ? "" : host, block, port);
    }

    private static int port(String entry, @Nullable String text) {
        if (text == null) {
            return Place.WEB;
        }
        if (text.equals("*")) {
            return Place.ANY;
        }
        int port = Integer.parseInt(text);
        if (port < 1 || port > MOST_PORTS) {
            throw new IllegalArgumentException("'" + entry + "': a port is 1 to " + MOST_PORTS);
        }
        return port;
    }

    /** Whether any address of the host could be allowed: asked before its name is looked up. */
    public boolean mayKnow(String host, int port) {
        String small = host.toLowerCase(Locale.ROOT);
        return places.stream()
                .anyMatch(place -> place.hasPort(port) && (place.block().isPresent() || place.hasName(small)));
    }

    /** @param address that is dialled then, and not looked up again: a name may say something else the next time */
    public boolean allows(String host, InetAddress address, int port) {
        String small = host.toLowerCase(Locale.ROOT);
        return places.stream().anyMatch(place -> place.allows(small, address, port));
    }

    /** Not of a private network, nor this computer itself by the address that others see. */
    private static boolean isOutside(InetAddress address) {
        try {
            return PublicAddresses.contain(address) && NetworkInterface.getByInetAddress(address) == null;
        } catch (SocketException e) {
            return false;
        }
    }
}
