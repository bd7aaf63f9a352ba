package org.dcrbs.peer.proxy;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Where a request to a proxy wants to go.
 *
 * @param host a name, or an address without brackets
 * @param path with its query, as the site wants it; empty for a tunnel
 */
record Destination(String host, int port, String path) {
    static final int HTTP = 80;

    private static final Set<HttpMethod> PLAIN = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST);
    private static final int MOST_PORTS = 65_535;

    /** @throws IllegalArgumentException in words, if it wants nothing that a proxy does */
    static Destination of(HttpRequest request) {
        if (request.method().equals(HttpMethod.CONNECT)) {
            return parse("//" + request.uri(), -1, "CONNECT wants HOST:PORT");
        }
        if (!PLAIN.contains(request.method())) {
            throw new IllegalArgumentException(
                    "this proxy does CONNECT, and GET, HEAD and POST of http://...; not " + request.method());
        }
        if (!request.uri().regionMatches(true, 0, "http://", 0, 7)) {
            throw new IllegalArgumentException("a proxy wants a whole http://HOST/... to " + request.method());
        }
        return parse(request.uri(), HTTP, "that is no http://HOST/...");
    }

    private static Destination parse(String text, int usualPort, String otherwise) {
        try {
            // Of a URL that is no URI, such as one with a bar in its query, only the beginning matters.
            URI uri = new URI(text.replaceFirst("^([a-zA-Z]*:?//[^/?#]*).*$", "$1"));
            String host = uri.getHost();
            int port = uri.getPort() < 0 ? usualPort : uri.getPort();
            if (host == null || uri.getRawUserInfo() != null || port < 1 || port > MOST_PORTS) {
                throw new IllegalArgumentException(otherwise);
            }
            String path = text.substring(uri.toString().length()).replaceFirst("#.*$", "");
            return new Destination(host.replaceAll("^\\[|]$", ""), port, path.startsWith("/") ? path : "/" + path);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(otherwise, e);
        }
    }

    /** As the site's own name in a request. */
    String authority() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return port == HTTP ? name : name + ":" + port;
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
