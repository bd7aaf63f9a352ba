package org.dcrbs.peer;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A web site on this computer: / greets, /echo gives back what it gets, /bytes/N gives so many, /nowhere is not. */
public final class WebSite implements AutoCloseable {
    private static final byte[] PIECE = new byte[8192];

    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    public final Set<String> headers = ConcurrentHashMap.newKeySet();
    public volatile String host = "";
    public final AtomicInteger asked = new AtomicInteger();

    public WebSite() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            host = String.valueOf(exchange.getRequestHeaders().getFirst("host"));
            exchange.getRequestHeaders().keySet().forEach(name -> headers.add(name.toLowerCase(Locale.ROOT)));
            String path = exchange.getRequestURI().getPath();
            boolean head = exchange.getRequestMethod().equals("HEAD");
            if (path.startsWith("/bytes/")) {
                long left = Long.parseLong(path.substring("/bytes/".length()));
                exchange.sendResponseHeaders(200, left);
                try (OutputStream out = exchange.getResponseBody()) {
                    for (; left > 0; left -= PIECE.length) {
                        out.write(PIECE, 0, (int) Math.min(left, PIECE.length));
                    }
                }
            } else if (path.equals("/nowhere")) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                byte[] body = path.equals("/echo")
                        ? exchange.getRequestBody().readAllBytes()
                        : ("hello " + exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, head ? -1 : body.length);
                exchange.getResponseBody().write(head ? new byte[0] : body);
            }
            exchange.close();
        });
        server.start();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
