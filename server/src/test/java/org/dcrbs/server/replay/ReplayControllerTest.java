package org.dcrbs.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.dcrbs.server.TestServer;
import org.dcrbs.server.listing.MarketJson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** What is asked of replays over HTTP. */
class ReplayControllerTest {
    private static final MarketJson JSON = new MarketJson();

    @TempDir
    private static Path data;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(data);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|either a round or the live market",
                "{\"live\":true,\"round\":\"r-0001\"}|either a round or the live market",
                "{\"live\":true,\"name\":\"a/b\"}|want up to 100 letters",
                "{\"live\":true,\"seconds\":601}|want 1 to 600",
                "{\"live\":true,\"steps\":0}|want 1 to",
                "{\"live\":true,\"files\":[{\"name\":\"a.drl\"}]}|either text or base64",
                "{\"live\":true,\"files\":[{\"name\":\"a.drl\",\"base64\":\"!\"}]}|a.drl: its base64 is faulty",
                "{\"live\":true,\"what\":1}|what",
            })
    void aWishThatCanNotBeIsRefused(String wish, String reason) {
        HttpResponse<String> answer = post(wish);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(reason);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(get("w-9999").statusCode()).isEqualTo(404);
        assertThat(get("w-9999/nonsense.csv").statusCode()).isEqualTo(404);
        assertThat(post("{\"round\":\"r-0009\"}").statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> post(String wish) {
        ObjectNode body = JSON.parse(wish);
        return server.send(server.withToken("/api/v1/replays")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private static HttpResponse<String> get(String path) {
        return server.send(server.withToken("/api/v1/replays/" + path).GET());
    }
}
