package org.dcrbs.peer.transfer.stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLConnection;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the shelf's files by HTTP to programs of this computer, whole or by range. */
public final class StreamServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamServer.class);
    /** A player opens a few connections at a time. */
    private static final int THREADS = 16;

    private static final int BUFFER = 64 * 1024;
    /** A page elsewhere could have its own name resolved to this address, and read along: it must come by ours. */
    private static final Pattern OWN_HOSTS = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");

    private final Shelf shelf;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "stream");
        thread.setDaemon(true);
        return thread;
    });

    private StreamServer(Shelf shelf, HttpServer server) {
        this.shelf = shelf;
        this.server = server;
    }

    /** @param port 0 takes any free one */
    public static StreamServer start(Shelf shelf, int port) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        StreamServer made = new StreamServer(shelf, http);
        http.createContext("/", made::handle);
        http.setExecutor(made.threads);
        http.start();
        return made;
    }

    /** Of the file of that name. */
    public String url(String name) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            @Nullable String host = exchange.getRequestHeaders().getFirst("Host");
            if (host == null || !OWN_HOSTS.matcher(host).matches()) {
                say(exchange, 403, "ask for it at " + url(""));
            } else if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                say(exchange, 405, "files are only read here");
            } else {
                serve(exchange, exchange.getRequestURI().getPath().substring(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The player hung up, or what it waits for does not come; it sees the connection end.
            LOG.debug("{}: {}", exchange.getRequestURI(), e.getMessage());
        }
    }

    private void serve(HttpExchange exchange, String name) throws IOException, InterruptedException {
        if (name.isEmpty()) {
            StringBuilder list = new StringBuilder();
            shelf.names()
                    .forEach((file, there) ->
                            list.append(url(file)).append("  ").append(there).append('\n'));
            say(exchange, 200, list.toString());
            return;
        }
        Optional<Shelf.Opened> found = shelf.open(name);
        if (found.isEmpty()) {
            say(exchange, 404, "no file of that name is here or arrives");
            return;
        }
        try (Shelf.Opened file = found.get()) {
            serve(exchange, file);
        }
    }

    private static void serve(HttpExchange exchange, Shelf.Opened file) throws IOException, InterruptedException {
        String tag = "\"" + file.tag() + "\"";
        exchange.getResponseHeaders().set("ETag", tag);
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        @Nullable String onlyIf = exchange.getRequestHeaders().getFirst("If-Range");
        ByteRange range = onlyIf == null || onlyIf.equals(tag)
                ? ByteRange.of(exchange.getRequestHeaders().getFirst("Range"), file.bytes())
                : new ByteRange.Whole();
        if (range instanceof ByteRange.Unsatisfiable) {
            exchange.getResponseHeaders().set("Content-Range", "bytes */" + file.bytes());
            say(exchange, 416, "the file has " + file.bytes() + " bytes");
        } else if (range instanceof ByteRange.Part part) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + part.from() + "-" + (part.end() - 1) + "/" + file.bytes());
            send(exchange, 206, file, part.from(), part.end());
        } else {
            send(exchange, 200, file, 0, file.bytes());
        }
    }

    private static void send(HttpExchange exchange, int code, Shelf.Opened file, long from, long end)
            throws IOException, InterruptedException {
        @Nullable String type = URLConnection.guessContentTypeFromName(file.name());
        exchange.getResponseHeaders().set("Content-Type", type == null ? "application/octet-stream" : type);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(end - from));
            exchange.sendResponseHeaders(code, -1);
            return;
        }
        exchange.sendResponseHeaders(code, end - from);
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        try (OutputStream out = exchange.getResponseBody()) {
            for (long at = from; at < end; at += buffer.position()) {
                buffer.clear().limit((int) Math.min(BUFFER, end - at));
                file.read(buffer, at);
                out.write(buffer.array(), 0, buffer.position());
            }
        }
    }

    private static void say(HttpExchange exchange, int code, String text) throws IOException {
        byte[] bytes = text.concat("\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(code, head ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
