package org.dcrbs.peer.execute.access.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web site on this computer with what a test puts there; it remembers what it was asked for. */
final class ConsentingSite implements AutoCloseable {
    /** How it answers for a path. */
    interface Answerer {
        void answer(HttpExchange exchange) throws IOException;
    }

    static final String CONSENT = Consent.PATH;
    static final String ROBOTS = "/robots.txt";

    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final Map<String, Answerer> answerers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    ConsentingSite() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().toString();
            asked.add(path);
            Answerer answerer = answerers.get(path);
            if (answerer == null) {
                send(exchange, 404, "text/plain", "");
            } else {
                answerer.answer(exchange);
            }
            exchange.close();
        });
        server.start();
    }

    /** Allows the studio both kinds, fast. */
    ConsentingSite consenting() {
        return consent("member: studio", "allow: LOAD_TEST SPIDER", "until: 2999-01-01", "max-rate: 50");
    }

    ConsentingSite consent(String... lines) {
        return put(CONSENT, 200, "text/plain; charset=utf-8", String.join("\n", lines) + "\n");
    }

    ConsentingSite robots(String... lines) {
        return put(ROBOTS, 200, "text/plain", String.join("\n", lines) + "\n");
    }

    ConsentingSite page(String path, String html) {
        return put(path, 200, "text/html; charset=utf-8", html);
    }

    ConsentingSite redirect(String path, String location) {
        return put(path, exchange -> {
            exchange.getResponseHeaders().set("location", location);
            exchange.sendResponseHeaders(302, -1);
        });
    }

    ConsentingSite put(String path, int status, String type, String body) {
        return put(path, exchange -> send(exchange, status, type, body));
    }

    ConsentingSite put(String path, Answerer answerer) {
        answerers.put(path, answerer);
        return this;
    }

    static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    List<String> asked() {
        return List.copyOf(asked);
    }

    /** Without the consent and the rules for robots. */
    List<String> askedPages() {
        return asked.stream()
                .filter(path -> !path.equals(CONSENT) && !path.equals(ROBOTS))
                .toList();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
