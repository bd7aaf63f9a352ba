package org.dcrbs.server.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.dcrbs.server.CommandFailure;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.listing.MarketJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A coordinator's API, as the operator's commands call it. */
public final class ApiClient {
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final MarketJson json = new MarketJson();
    private final URI api;
    private final String token;

    public ApiClient(URI server, String token) {
        this.api = server.resolve("/api/v1/");
        this.token = token;
    }

    public JsonNode get(String path) throws InterruptedException {
        return parsed(text(path));
    }

    public String text(String path) throws InterruptedException {
        return send(request(path).GET());
    }

    public JsonNode post(String path, JsonNode body) throws InterruptedException {
        return post(path, "application/json", BodyPublishers.ofString(body.toString()));
    }

    public JsonNode post(String path, String type, Path file) throws IOException, InterruptedException {
        return post(path, type, BodyPublishers.ofFile(file));
    }

    public JsonNode post(String path, String type, BodyPublisher body) throws InterruptedException {
        return parsed(send(request(path).header("Content-Type", type).POST(body)));
    }

    public JsonNode delete(String path) throws InterruptedException {
        return parsed(send(request(path).DELETE()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private String send(HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            int status = response.statusCode();
            if (status / 100 == 2) {
                return response.body();
            }
            if (status == 400 || status == 413) {
                throw new BadInputException(error(response));
            }
            throw new CommandFailure("the coordinator says: " + error(response));
        } catch (ConnectException e) {
            throw new CommandFailure("no coordinator answers at " + api.resolve("/") + "; is it running?", e);
        } catch (IOException e) {
            throw new CommandFailure("the coordinator at " + api.resolve("/") + " broke off: " + e.getMessage(), e);
        }
    }

    private String error(HttpResponse<String> response) {
        try {
            return json.parse(response.body()).path("error").asString("status " + response.statusCode());
        } catch (BadInputException e) {
            return "status " + response.statusCode();
        }
    }

    private JsonNode parsed(String text) {
        try {
            return json.mapper().readTree(text);
        } catch (JacksonException e) {
            throw new CommandFailure("what answers at " + api.resolve("/") + " is no coordinator", e);
        }
    }
}
