package org.dcrbs.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.dcrbs.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiErrorsTest {
    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path data) {
        server = new TestServer(data);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void badInputIsToldInItsOwnWords() {
        assertError(get("/api/test/bad"), 400, "demand d-4: that can't be");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertError(get("/api/test/missing"), 404, "no round r9");
    }

    @Test
    void aFaultOfOursShowsNoInnerWorkings() {
        assertError(get("/api/test/broken"), 500, "something went wrong inside the server; its log says more");
    }

    @Test
    void anUnknownPathIsNotFound() {
        assertError(get("/api/v1/nonsense"), 404, "there is nothing at /api/v1/nonsense");
    }

    @Test
    void anIdThatCannotBeIsRefused() {
        assertThat(get("/api/test/party/%20x").statusCode()).isEqualTo(400);
        assertThat(get("/api/test/party/%20x").body()).contains("party id");
    }

    @Test
    void theWrongMethodIsTold() {
        assertError(send("/api/test/bad", "{}"), 405, "Method 'POST' is not supported.");
    }

    @Test
    void malformedJsonIsToldPlainly() {
        HttpResponse<String> response = send("/api/test/party", "{\"id\": ");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .startsWith("{\"error\":\"not the JSON wanted: ")
                .doesNotContain("Exception")
                .doesNotContain("tools.jackson");
    }

    @Test
    void aValueThatARecordRefusesIsToldInItsWords() {
        HttpResponse<String> response = send("/api/test/party", """
                        {"id":"lab","role":"PEER","name":"Lab","creditLimit":"-1","barterTolerance":null,"membership":"ordinary"}""");

        assertError(response, 400, "party lab: credit limit -1 is negative");
    }

    private static HttpResponse<String> get(String path) {
        return server.send(server.withToken(path));
    }

    private static HttpResponse<String> send(String path, String json) {
        return server.send(server.withToken(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    private static void assertError(HttpResponse<String> response, int status, String error) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo("{\"error\":\"" + error + "\"}");
    }
}
