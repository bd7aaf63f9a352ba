package org.dcrbs.server.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.dcrbs.server.TestServer;
import org.dcrbs.server.listing.MarketJson;
import tools.jackson.databind.JsonNode;

/** A coordinator as its operator sees it: the API and a token. */
final class Coordinator {
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final MarketJson json = new MarketJson();
    private final String url;
    private final String token;

    Coordinator(String url, String token) {
        this.url = url;
        this.token = token;
    }

    static Coordinator of(TestServer server) {
        return new Coordinator(server.running().url(), server.token());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return answer(request(path).GET());
    }

    JsonNode post(String path, String type, byte[] body) throws IOException, InterruptedException {
        return answer(request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
    }

    JsonNode delete(String path) throws IOException, InterruptedException {
        return answer(request(path).DELETE());
    }

    /** Uploads the blobs that the market file names, then the market. */
    void load(Path market) throws IOException, InterruptedException {
        for (String line : Files.readAllLines(market)) {
            JsonNode blob = json.parse(line).path("blob");
            if (!blob.isMissingNode()) {
                byte[] bytes = Files.readAllBytes(
                        market.resolveSibling(blob.path("path").asString()));
                post("blobs", "application/octet-stream", bytes);
            }
        }
        post("listings", "application/x-ndjson", Files.readAllBytes(market));
    }

    /** The same with the lines after a market file's first. */
    void load(String lines) throws IOException, InterruptedException {
        byte[] market = ("{\"format\":\"dcrbs-market/1\"}\n" + lines).getBytes(StandardCharsets.UTF_8);
        post("listings", "application/x-ndjson", market);
    }

    void openRound() throws IOException, InterruptedException {
        post("rounds", "application/json", "{}".getBytes(StandardCharsets.UTF_8));
    }

    /** Waits until there is an open listing of that id. */
    void awaitListing(String id) throws Exception {
        await(
                "listings",
                all -> StreamSupport.stream(all.spliterator(), false)
                        .anyMatch(entry -> entry.at("/listing/id").asString().equals(id)
                                && entry.path("state").asString().equals("OPEN")));
    }

    String invite(String party) throws IOException, InterruptedException {
        byte[] body = ("{\"party\":\"" + party + "\"}").getBytes(StandardCharsets.UTF_8);
        return post("enrolments", "application/json", body).path("token").asString();
    }

    /** Waits until the question has the answer that is wanted. */
    JsonNode await(String path, Predicate<JsonNode> wanted) throws Exception {
        JsonNode last = get(path);
        for (long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos(); !wanted.test(last); ) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(path + " is still " + last);
            }
            new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
            last = get(path);
        }
        return last;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + "api/v1/" + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError(response.uri() + ": " + response.statusCode() + " " + response.body());
        }
        return json.mapper().readTree(response.body());
    }
}
