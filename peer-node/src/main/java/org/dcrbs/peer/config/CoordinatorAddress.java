package org.dcrbs.peer.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the coordinator listens: {@code host:port}, an IPv6 address in brackets. */
public record CoordinatorAddress(String host, int port) {
    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9A-Fa-f:.%]+)]|([A-Za-z0-9._-]+)):(\\d{1,5})");
    private static final int LAST_PORT = 65_535;

    public CoordinatorAddress {
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("port " + port + " is not 1 to " + LAST_PORT);
        }
    }

    public static CoordinatorAddress parse(String text) throws ConfigException {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new ConfigException("coordinator '" + text + "': want HOST:PORT, as in exchange.example.org:7443");
        }
        String host = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        try {
            return new CoordinatorAddress(host, Integer.parseInt(matcher.group(3)));
        } catch (IllegalArgumentException e) {
            throw new ConfigException("coordinator '" + text + "': " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
