package org.dcrbs.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dcrbs.server.gateway.Gateway;
import org.dcrbs.server.security.OperatorToken;

/** A coordinator on a free port, for tests that speak HTTP to it. */
public final class TestServer implements AutoCloseable {
    private final RunningServer server;
    private final String token;
    private final HttpClient http = HttpClient.newHttpClient();

    /** Drafts aren't tried in a process of their own, which takes seconds each time. */
    public TestServer(Path data, String... more) {
        List<String> settings = new ArrayList<>(List.of("--dcrbs.policies.trial-seconds=0"));
        settings.addAll(List.of(more));
        server = RunningServer.start(
                new ServerSettings(data, "127.0.0.1", 0, ServerSettings.Link.local(0), false, settings));
        token = server.bean(OperatorToken.class).issueFirst().orElseThrow();
    }

    public String token() {
        return token;
    }

    public RunningServer running() {
        return server;
    }

    /** Where nodes dial it. */
    public String link() {
        return "127.0.0.1:" + server.bean(Gateway.class).address().getPort();
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url()).resolve(path));
    }

    public HttpRequest.Builder withToken(String path) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
